import { spawnSync } from 'node:child_process'
import process from 'node:process'

/** The sources are TypeScript that Node runs as it is, with `node:sqlite` and `node:ffi`: all as they are since this major version. */
const NODE_MAJOR = 26

/** Comes with the dependencies, as an optional one: where the package has a build for the platform. */
export const OWN_NODE = 'node_modules/.bin/node'

export function ownNodeExistsHere() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/** The Node to run the project on: its own where there is one, else the system's. Ends the process when neither will do. */
export function projectNode() {
  for (const candidate of [OWN_NODE, process.execPath]) {
    const version = spawnSync(candidate, ['--version'], { encoding: 'utf8' })
    if (version.status === 0 && Number.parseInt(version.stdout.slice(1), 10) >= NODE_MAJOR) return candidate
  }
  console.error(
    `Directory Sync needs Node ${NODE_MAJOR} or later, and this is ${process.version}. On Linux x64 it comes with the dependencies; on ${process.platform} ${process.arch} install it from https://nodejs.org/.`
  )
  process.exit(1)
}
