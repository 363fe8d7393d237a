import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { z } from 'zod'
import { importVendorConfig } from '../config/import-vendor.ts'
import { readConfigFile } from '../config/read-file.ts'
import type { Problem } from '../problems/problem.ts'
import { columns } from '../report/console/columns.ts'
import { problemLines } from '../report/console/problems.ts'
import { headOf } from '../report/run-document.ts'
import { texts } from '../report/texts/texts.ts'
import { EXIT } from '../run/exit-code.ts'
import { failure } from './failure.ts'
import { asFile, type Register } from './register.ts'

const Args = z.tuple([z.string().min(1)])
const Options = z.object({ out: z.string().min(1).optional() })

export function addConfigImport(config: Command, register: Register): void {
  const command = config
    .command('import')
    .summary("IIJ's own config.yml to this program's")
    .description(
      "Makes of the config.yml of IIJ's own tool one that means the same here, comments kept. secret.yml is not read: store secrets with `dirsync secret set`."
    )
    .argument('<file>', "config.yml of IIJ's tool")
    .option('--out <file>', 'write to a new file instead of standard output')
  register(command, (session, args, given) => {
    const { language } = session.options
    const [name] = Args.parse(args)
    const file = asFile(name) ?? name
    const out = asFile(Options.parse(given).out)
    const rest = { file, out, text: '', set: [] }
    const read = readConfigFile(file)
    if (!read.ok) return failure('config import', read.problems, session, rest)
    const imported = importVendorConfig(read.value, file)
    if (!imported.ok) return failure('config import', imported.problems, session, rest)
    const { text, warnings } = imported.value
    const problem = out === null ? null : writeNew(out, text)
    if (problem !== null) return failure('config import', [problem, ...warnings], session, rest)
    const set = imported.value.set.map(({ key, value }) => ({ key, value }))
    return {
      exitCode: EXIT.done,
      document: { ...headOf(EXIT.done, warnings, language), command: 'config import', file, out, text, set },
      lines: (view) =>
        out === null
          ? [text.replace(/\n$/, '')]
          : [
              ...problemLines(warnings, view),
              ...columns(set.map(({ key, value }) => [key, String(value)])),
              texts(language).configImported(out)
            ]
    }
  })
}

/** A file that is there stays: it may be the configuration that a scheduled run reads. */
function writeNew(file: string, text: string): Problem | null {
  try {
    writeFileSync(file, text, { flag: 'wx', flush: true })
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return { code: 'config.file_exists', object: file }
    return { code: 'run.file_unusable', object: file, cause: error instanceof Error ? error.message : String(error) }
  }
}
