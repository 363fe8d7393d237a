import { z } from 'zod'
import type { FlatResource } from '../model/resource.ts'
import { DamagedRow } from './fault.ts'

const Flat = z.record(z.string(), z.union([z.string(), z.boolean(), z.null()]))
const Raw = z.record(z.string(), z.unknown())

/** A `resource` column. Throws DamagedRow for anything else. */
export function readFlat(json: string): FlatResource {
  return read(Flat, json, 'resource')
}

/** A `raw` column: a JSON object of the service. */
export function readRaw(json: string): Readonly<Record<string, unknown>> {
  return read(Raw, json, 'raw')
}

function read<T>(schema: z.ZodType<T>, json: string, column: string): T {
  try {
    return schema.parse(JSON.parse(json))
  } catch (error) {
    throw new DamagedRow(`column ${column} holds no resource`, { cause: error })
  }
}
