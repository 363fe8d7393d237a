import { configFiles } from './config-files.ts'
import { ldapMessages } from './ldap-messages.ts'
import { planFiles } from './plan-files.ts'
import { scimAnswers } from './scim-answers.ts'
import { stateRows } from './state-rows.ts'
import type { Target } from './target.ts'

export const TARGETS: readonly Target[] = [ldapMessages, scimAnswers, configFiles, stateRows, planFiles]

export interface Finding {
  readonly target: string
  readonly seed: number
  readonly error: unknown
}

/** Tries a target with seeds `first`, `first + 1` …, one after the other. */
export async function* fuzz(target: Target, first: number, rounds: number): AsyncGenerator<Finding | null> {
  const open = await target.open()
  try {
    for (let seed = first; seed < first + rounds; seed++) {
      try {
        await open.attempt(seed)
        yield null
      } catch (error) {
        yield { target: target.name, seed, error }
      }
    }
  } finally {
    await open.close()
  }
}
