import type { Command } from 'commander'
import { configSchema } from '../config/json-schema.ts'
import { loadConfig } from '../config/load-config.ts'
import { showConfig } from '../config/show-config.ts'
import { columns } from '../report/console/columns.ts'
import { problemLines } from '../report/console/problems.ts'
import { headOf } from '../report/run-document.ts'
import { texts } from '../report/texts/texts.ts'
import { EXIT } from '../run/exit-code.ts'
import { addConfigImport } from './config-import.ts'
import { failure } from './failure.ts'
import type { Register } from './register.ts'

export function addConfig(program: Command, register: Register): void {
  const config = program
    .command('config')
    .summary("check, show and describe config.yml, and import that of IIJ's own tool")
    .description("Checks, shows and describes config.yml, and imports that of IIJ's own tool.")
  addCheck(config, register)
  addShow(config, register)
  addSchema(config, register)
  addConfigImport(config, register)
}

function addCheck(config: Command, register: Register): void {
  register(
    config.command('check').description('Lists every problem of the file, each with its line and column.'),
    (session) => {
      const { configFile: file, language } = session.options
      const loaded = loadConfig(file)
      if (!loaded.ok) return failure('config check', loaded.problems, session, { file })
      const { warnings } = loaded.value
      return {
        exitCode: EXIT.done,
        document: { ...headOf(EXIT.done, warnings, language), command: 'config check', file },
        lines: (view) => [...problemLines(warnings, view), texts(language).configSound(file)]
      }
    }
  )
}

function addShow(config: Command, register: Register): void {
  register(
    config
      .command('show')
      .description('Shows every value in effect, and where it comes from: a line of the file, or the default.'),
    (session) => {
      const { configFile: file, language } = session.options
      const loaded = loadConfig(file)
      if (!loaded.ok) return failure('config show', loaded.problems, session, { file, values: [] })
      const { warnings } = loaded.value
      const values = showConfig(loaded.value).map(({ key, value, origin }) => ({
        key,
        value: Array.isArray(value) ? [...value] : value,
        origin
      }))
      return {
        exitCode: EXIT.done,
        document: { ...headOf(EXIT.done, warnings, language), command: 'config show', file, values },
        lines: (view) => [
          ...problemLines(warnings, view),
          ...columns(values.map(({ key, value, origin }) => [key, JSON.stringify(value), view.paint('dim', origin)]))
        ]
      }
    }
  )
}

function addSchema(config: Command, register: Register): void {
  register(config.command('schema').description('Prints the JSON Schema of config.yml, for editors.'), (session) => {
    const schema = { ...configSchema() }
    return {
      exitCode: EXIT.done,
      document: { ...headOf(EXIT.done, [], session.options.language), command: 'config schema', schema },
      lines: () => [JSON.stringify(schema, null, 2)]
    }
  })
}
