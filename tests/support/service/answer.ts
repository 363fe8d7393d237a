import type { JsonObject } from './json.ts'

/** What the service answers before it is put on the wire. */
export interface ServiceAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** null: no body. */
  readonly body: JsonObject | null
}

export function answer(status: number, body: JsonObject | null, headers: Record<string, string> = {}): ServiceAnswer {
  return { status, body, headers }
}
