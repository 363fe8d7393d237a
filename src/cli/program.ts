import { Command, CommanderError } from 'commander'
import { DOCUMENTS, type DocumentedCommand, documentSchema } from '../report/json-documents.ts'
import { VERSION } from '../version.ts'
import { addApply } from './apply.ts'
import { addConfig } from './config.ts'
import { addApprove, addReject } from './decide.ts'
import { addGlobalOptions, type Surroundings } from './global-options.ts'
import { addHistory } from './history.ts'
import { addPlan } from './plan.ts'
import type { Action, Register } from './register.ts'
import { addSecret } from './secret.ts'
import { addStatus } from './status.ts'
import { addStop } from './stop.ts'
import { addSync } from './sync.ts'
import { addTest } from './test.ts'

/** What was asked: an action with its arguments, or a text that commander itself made (help, version, a JSON Schema). */
export type Asked =
  | {
      readonly kind: 'action'
      readonly command: string
      readonly action: Action
      readonly args: readonly string[]
      readonly options: unknown
    }
  | { readonly kind: 'text'; readonly command: string; readonly text: string }
  | { readonly kind: 'usage'; readonly command: string; readonly detail: string }

const COMMANDS: readonly ((program: Command, register: Register) => void)[] = [
  addSync,
  addPlan,
  addApply,
  addApprove,
  addReject,
  addStop,
  addTest,
  addStatus,
  addHistory,
  addConfig,
  addSecret
]

/** Reads a command line. Nothing is done yet, and nothing printed. */
export function readCommandLine(argv: readonly string[], surroundings: Surroundings): Asked {
  let written = ''
  let asked: Asked | null = null
  const program = new Command('dirsync')
    .description('Directory Sync for IIJ ID: Active Directory users and groups, one way, into the IIJ ID Service.')
    .version(VERSION)
    .option('--json-schema <command>', 'print the JSON Schema of what a command prints with --json')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => {
        written += text
      },
      writeErr: () => {},
      outputError: () => {}
    })
    .exitOverride()
    .showSuggestionAfterError()
  addGlobalOptions(program, surroundings)
  program.on('option:json-schema', (name: string) => {
    if (!isDocumented(name))
      program.error(`error: no document of '${name}'; there are: ${Object.keys(DOCUMENTS).join(', ')}`)
    else {
      written = `${JSON.stringify(documentSchema(name), null, 2)}\n`
      throw new CommanderError(0, 'dirsync.jsonSchema', '')
    }
  })
  const register: Register = (command, action) => {
    command.action(() => {
      asked = {
        kind: 'action',
        command: nameOf(command),
        action,
        args: command.args,
        options: command.optsWithGlobals()
      }
    })
  }
  for (const add of COMMANDS) add(program, register)
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const command = commandIn(argv, program)
    if (error.exitCode === 0) return { kind: 'text', command, text: written }
    return { kind: 'usage', command, detail: detailOf(error) }
  }
  return asked ?? { kind: 'usage', command: 'dirsync', detail: 'no command' }
}

function isDocumented(name: string): name is DocumentedCommand {
  return Object.hasOwn(DOCUMENTS, name)
}

/** `config check` */
function nameOf(command: Command): string {
  const above = command.parent
  return above === null || above.parent === null ? command.name() : `${nameOf(above)} ${command.name()}`
}

/** Which command a line that can't be read seems to be about. */
function commandIn(argv: readonly string[], program: Command): string {
  let found = program
  for (const word of argv) found = found.commands.find((command) => command.name() === word) ?? found
  return found === program ? 'dirsync' : nameOf(found)
}

function detailOf(error: CommanderError): string {
  if (error.code === 'commander.help') return 'no command'
  return error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
}
