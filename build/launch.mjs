// `node build/launch.mjs test|check|bench|demo|bundle|build …`: gets the dependencies when they are missing, then runs the command on the project's own
// Node. Plain JavaScript without dependencies, since it must start on whatever Node a fresh machine has (20 or later).
import { spawn } from 'node:child_process'
import process from 'node:process'
import { installDependencies } from './launch/dependencies.mjs'
import { projectNode } from './launch/node.mjs'

const COMMANDS = {
  test: 'build/test.ts',
  check: 'build/check.ts',
  bench: 'tests/bench/bench.ts',
  histories: 'tests/histories/histories.ts',
  fuzz: 'tests/fuzz/fuzz.ts',
  demo: 'tests/demo/demo.ts',
  bundle: 'build/executable/write-bundle.ts',
  build: 'build/executable/build.ts'
}

const [command, ...args] = process.argv.slice(2)
const script = COMMANDS[command ?? '']
if (script === undefined) {
  console.error(`usage: node build/launch.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`)
  process.exit(2)
}
process.chdir(`${import.meta.dirname}/..`)

installDependencies()
const child = spawn(projectNode(), [script, ...args], { stdio: 'inherit' })
// Ctrl+C reaches the child too, which ends in its own way; the launcher stays until it has.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
child.on('exit', (code) => process.exit(code ?? 130))
