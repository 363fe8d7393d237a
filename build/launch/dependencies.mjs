import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { OWN_NODE, ownNodeExistsHere } from './node.mjs'

/** Runs `npm ci` unless node_modules holds what package-lock.json names. Ends the process when npm fails. */
export function installDependencies() {
  if (installed()) return
  console.error('Installing the dependencies (npm ci) …')
  // Under `npm run`, npm says where it is. Its quiet level leaves out that the system's Node is too old for some packages: ours isn't.
  const ci = ['ci', '--loglevel=error']
  const npm = process.env.npm_execpath
  const run = npm
    ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...ci], { stdio: ['ignore', 2, 2] })
    : spawnSync('npm', ci, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (run.status === 0) return
  console.error(
    'npm ci failed: see above. It needs the npm registry, or a mirror set by `npm config set registry URL`.'
  )
  process.exit(1)
}

/**
 * Compares by content with the lockfile that npm leaves in node_modules after an installation: times change with a checkout or a copy.
 * Optional packages may be absent (they are other platforms'), but for the project's own Node.
 */
function installed() {
  const leftByNpm = 'node_modules/.package-lock.json'
  if (!existsSync(leftByNpm) || (ownNodeExistsHere() && !existsSync(OWN_NODE))) return false
  const { '': _project, ...wanted } = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
  const present = JSON.parse(readFileSync(leftByNpm, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    const found = present[path]
    return found === undefined ? entry.optional : found.version === entry.version && found.integrity === entry.integrity
  })
}
