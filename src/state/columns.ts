import { z } from 'zod'
import type { FlatResource } from '../model/resource.ts'
import { DamagedRow } from './fault.ts'

const Flat = z.record(z.string(), z.union([z.string(), z.boolean(), z.null()]))
const Raw = z.record(z.string(), z.unknown())

/** A `resource` column. Throws DamagedRow for anything else. */
export function readFlat(json: string): FlatResource {
  return readJson(Flat, json, 'resource')
}

/** A `raw` column: a JSON object of the service. */
export function readRaw(json: string): Readonly<Record<string, unknown>> {
  return readJson(Raw, json, 'raw')
}

/** A column that holds JSON of a known shape. Throws DamagedRow for anything else. */
export function readJson<T>(schema: z.ZodType<T>, json: string, column: string): T {
  try {
    return schema.parse(JSON.parse(json))
  } catch (error) {
    throw new DamagedRow(`column ${column} holds something else than is due there`, { cause: error })
  }
}
