import type { SecretPlaces } from '../secrets/secrets.ts'
import { type DataFolder, dataFolder } from '../state/data-folder.ts'
import type { GlobalOptions } from './global-options.ts'
import { type Log, lineLog } from './log.ts'
import type { EnvironmentSecrets } from './secrets.ts'

/** What every command gets besides its own arguments. */
export interface Session {
  readonly options: GlobalOptions
  readonly folder: DataFolder
  readonly secrets: SecretPlaces
  readonly log: Log
  /** Writes the stack of an error that nobody expected to standard error. */
  readonly unexpected: (error: unknown) => void
  /** Standard error, when a person looks at it: progress goes there. */
  readonly terminal: { write(text: string): unknown; readonly columns?: number } | null
}

export function openSession(options: GlobalOptions, environment: EnvironmentSecrets): Session {
  const { stderr } = process
  return {
    options,
    folder: dataFolder(options.dataFolder),
    secrets: { environment, credentials: process.env['CREDENTIALS_DIRECTORY'] || null, data: options.dataFolder },
    log: lineLog((line) => stderr.write(line), options.logLevel),
    unexpected: (error) => stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
    terminal: stderr.isTTY ? stderr : null
  }
}
