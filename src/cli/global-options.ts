import { join, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { LANGUAGES, type Language } from '../problems/texts.ts'
import { LOG_LEVELS } from './log.ts'

/** What the system tells a program; tests give their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
}

const Parsed = z.object({
  config: z.string().optional(),
  data: z.string().optional(),
  json: z.boolean().default(false),
  lang: z.enum(LANGUAGES).optional(),
  logLevel: z.enum(LOG_LEVELS).optional(),
  color: z.boolean().default(true)
})

export interface GlobalOptions {
  /** Absolute. */
  readonly configFile: string
  /** Absolute. */
  readonly dataFolder: string
  readonly json: boolean
  readonly language: Language
  readonly logLevel: (typeof LOG_LEVELS)[number] | null
  readonly color: boolean
}

/** Taken before the command and after it. */
export function addGlobalOptions(program: Command, surroundings: Surroundings): void {
  const { config, data } = defaultPlaces(surroundings)
  program
    .addOption(new Option('--config <file>', `configuration file (environment: DIRSYNC_CONFIG; default: ${config})`))
    .addOption(
      new Option('--data <dir>', `folder of state, logs, secrets, plans (environment: DIRSYNC_DATA; default: ${data})`)
    )
    .option('--json', 'print exactly one JSON document, in pure ASCII')
    .addOption(
      new Option('--lang <language>', "language of messages (default: the system's, else en)").choices(LANGUAGES)
    )
    .addOption(new Option('--log-level <level>', 'log to standard error, up to this level').choices(LOG_LEVELS))
    .option('--no-color', 'no colours on a terminal (environment: NO_COLOR)')
}

export function readGlobalOptions(given: unknown, surroundings: Surroundings): GlobalOptions {
  const options = Parsed.parse(given)
  const { env } = surroundings
  const places = defaultPlaces(surroundings)
  return {
    configFile: resolve(options.config ?? (env['DIRSYNC_CONFIG'] || places.config)),
    dataFolder: resolve(options.data ?? (env['DIRSYNC_DATA'] || places.data)),
    json: options.json,
    language: options.lang ?? systemLanguage(surroundings),
    logLevel: options.logLevel ?? null,
    color: options.color
  }
}

/** What holds where the command line could not be read: whoever asks for JSON gets JSON all the same. */
export function guessOptions(
  argv: readonly string[],
  surroundings: Surroundings
): Pick<GlobalOptions, 'json' | 'language'> {
  const lang = argv.findLast((argument, index) => argv[index - 1] === '--lang' || argument.startsWith('--lang='))
  const language = LANGUAGES.find((known) => known === lang?.replace('--lang=', ''))
  return { json: argv.includes('--json'), language: language ?? systemLanguage(surroundings) }
}

function defaultPlaces({ env, platform }: Surroundings): { readonly config: string; readonly data: string } {
  if (platform !== 'win32') return { config: '/etc/dirsync/config.yml', data: '/var/lib/dirsync' }
  const folder = join(env['ProgramData'] ?? 'C:\\ProgramData', 'DirSync')
  return { config: join(folder, 'config.yml'), data: folder }
}

/** As POSIX has it (LC_ALL before LC_MESSAGES before LANG), else as the system tells the runtime (Windows). */
function systemLanguage({ env }: Surroundings): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || Intl.DateTimeFormat().resolvedOptions().locale
  return /^ja\b|^ja_/i.test(locale) ? 'ja' : 'en'
}
