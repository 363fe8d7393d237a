import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Answer } from './answer.ts'
import type { Session } from './session.ts'

/** A command's own part: its arguments and options come as commander read them, for its zod schema to take in. */
export type Action = (session: Session, args: readonly string[], options: unknown) => Answer | Promise<Answer>

/** Ties an action to a command of the command line. */
export type Register = (command: Command, action: Action) => void

/** A file named on the command line counts from the working folder. */
export function asFile(given: string | undefined): string | null {
  return given === undefined ? null : resolve(given)
}
