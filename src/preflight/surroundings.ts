import type { Config } from '../config/config.ts'
import type { Result } from '../model/result.ts'
import type { Problem } from '../problems/problem.ts'
import type { DataFolder } from '../state/data-folder.ts'

/** Everything that the checks look at; what touches the world is handed in. */
export interface Surroundings {
  readonly configFile: string
  readonly config: Result<{ readonly config: Config; readonly warnings: readonly Problem[] }>
  /** null without a configuration. */
  readonly secrets: Result<Secrets> | null
  /** The time (ISO 8601) when the token expires, as far as that is known. */
  readonly tokenExpires: string | null
  readonly env: Readonly<Record<string, string | undefined>>
  /** What the executables refuse of the environment. */
  readonly environmentProblems: readonly Problem[]
  readonly folder: DataFolder
  readonly now: () => Date
  /** Bytes that the account may still write on the disk of an existing folder. */
  readonly freeBytes: (path: string) => number
  readonly signal: AbortSignal
}

export interface Secrets {
  readonly token: () => string | null
  readonly ldapPassword: (domain: string | null) => string | null
  readonly proxyPassword: () => string | null
}
