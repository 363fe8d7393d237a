import { z } from 'zod'
import type { FlatResource } from '../model/resource.ts'

const Flat = z.record(z.string(), z.union([z.string(), z.boolean(), z.null()]))
const Raw = z.record(z.string(), z.unknown())

/** A `resource` column. Throws where the row is damaged. */
export function readFlat(json: string): FlatResource {
  return Flat.parse(JSON.parse(json))
}

/** A `raw` column: a JSON object of the service. */
export function readRaw(json: string): Readonly<Record<string, unknown>> {
  return Raw.parse(JSON.parse(json))
}
