// `npm run check`: types, lint and format; nothing is changed. All are run, so that one look shows everything.
import { spawnSync } from 'node:child_process'
import process from 'node:process'

const CHECKS = [
  { name: 'types', command: 'node_modules/.bin/tsc', args: ['--noEmit'] },
  { name: 'lint and format', command: 'node_modules/.bin/biome', args: ['check', '--error-on-warnings'] }
]

for (const { name, command, args } of CHECKS) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  if (status !== 0) process.exitCode = 1
}
