// `npm run bench [-- --large] [--runs N] [--users N --groups N]`: how long the product takes, as multiples of what `ldapsearch` takes to read
// the same of the same directory in the same run: figures of different machines can be compared by these.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { z } from 'zod'
import { BENCH_PACKAGES, installDebianPackages } from '../../build/debian-packages.ts'
import { bundle, writeBundle } from '../../build/executable/bundle.ts'
import { LARGE, MEMBERSHIPS_EACH, ORDINARY, type Size, WEEKS, week } from './company.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import { type Case, table } from './figures.ts'
import { type Measured, measured } from './measure.ts'
import {
  GROUP_ATTRIBUTES,
  GROUPS,
  MAIL_DOMAIN,
  newToken,
  type Outcome,
  Product,
  ROOT,
  USER_ATTRIBUTES,
  USERS
} from './product.ts'
import { BIND_PASSWORD, Slapd } from './slapd.ts'

const { values } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    runs: { type: 'string' },
    users: { type: 'string' },
    groups: { type: 'string' }
  }
})
const named = values.large ? LARGE : ORDINARY
const size: Size = { users: Number(values.users ?? named.users), groups: Number(values.groups ?? named.groups) }
const runs = Number(values.runs ?? 3)
if (!(size.users >= 100 && size.groups > 5 && runs >= 1 && runs <= WEEKS)) {
  console.error(`--users from 100, --groups from 6, --runs from 1 to ${WEEKS}`)
  process.exit(2)
}

/** What is measured is what is shipped: type stripping at every start would count as the product's time and memory. */
const program = writeBundle(await bundle(), join(ROOT, 'build', 'cache', 'bench'))

const ReadCounts = z.object({ users: z.number(), groups: z.number(), members: z.number() })

const missing = installDebianPackages(BENCH_PACKAGES)
if (missing !== null) {
  console.error(`The bench needs ${missing.packages.join(', ')}: ${missing.because}. ${missing.remedy}`)
  process.exit(1)
}

const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => interrupt.abort(new Error(signal)))

/** Servers are stopped and the folder is removed whichever way the bench ends. */
await using ending = new AsyncDisposableStack()
try {
  await bench(ending)
} catch (error) {
  console.error(interrupt.signal.aborted ? 'Interrupted.' : error instanceof Error ? error.message : error)
  process.exitCode = interrupt.signal.aborted ? 130 : 1
}

async function bench(ending: AsyncDisposableStack): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dirsync-bench-'))
  ending.defer(() => rmSync(folder, { recursive: true, force: true }))
  say(`A directory of ${count(size.users)} users and ${count(size.groups)} groups is made and loaded into OpenLDAP …`)
  const loaded = await Slapd.load(join(folder, 'slapd'), size)
  const slapd = await loaded.start()
  ending.defer(() => slapd.stop())
  say(`  loaded in ${loaded.loadSeconds.toFixed(1)} s`)

  const floor = await readByLdapsearch(slapd, folder)
  const cases = [
    await reading(slapd, folder),
    await planOfAFirstSync(slapd, folder, ending),
    ...(await syncs(slapd, folder, ending))
  ]
  say('')
  say(table(floor, cases))
}

/** The floor: OpenLDAP's own client, in C, which keeps nothing of what it reads. */
async function readByLdapsearch(slapd: Slapd, folder: string): Promise<Case> {
  const search = (filter: string, attributes: readonly string[]) =>
    slapd.search(filter, attributes).map(quoted).join(' ')
  const both = ['sh', '-c', `${search(USERS, USER_ATTRIBUTES)} && ${search(GROUPS, GROUP_ATTRIBUTES)}`]
  const once = async () => {
    const run = await measured(both, { folder, signal: interrupt.signal })
    if (run.exitCode !== 0) throw new Error(`ldapsearch ended with ${run.exitCode}: ${run.stderr}`)
    return run
  }
  say('ldapsearch reads all users and groups …')
  await once() // Warms the system's cache.
  return repeated('ldapsearch (the floor)', once)
}

async function readingProgram(folder: string): Promise<string> {
  const outfile = join(folder, 'reading.mjs')
  await build({
    entryPoints: [join(ROOT, 'tests', 'bench', 'reading.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
    logLevel: 'warning'
  })
  return outfile
}

/** The directory stage alone: the same searches, decoded and dropped. */
async function reading(slapd: Slapd, folder: string): Promise<Case> {
  say('the product reads them, and does no more …')
  const command = [process.execPath, await readingProgram(folder), String(slapd.port)]
  return repeated('reading', async () => {
    const run = await measured(command, {
      folder,
      env: { DIRSYNC_LDAP_PASSWORD: BIND_PASSWORD },
      keepStdout: true,
      signal: interrupt.signal
    })
    if (run.exitCode !== 0) throw new Error(`reading ended with ${run.exitCode}: ${run.stderr}`)
    const { users, groups, members } = ReadCounts.parse(JSON.parse(run.stdout))
    expect('users read', users, size.users)
    expect('groups read', groups, size.groups)
    expect('memberships read', members, size.users * MEMBERSHIPS_EACH)
    return run
  })
}

async function planOfAFirstSync(slapd: Slapd, folder: string, ending: AsyncDisposableStack): Promise<Case> {
  say('plan of a first sync: everything is read, mapped and compared, nothing is written …')
  const token = newToken()
  const emulator = await emulatorUntil(ending, token)
  const product = productAt(join(folder, 'plan'), slapd, emulator, token)
  return repeated('plan of a first sync', async () => {
    const { measured, outcome } = await product.run('plan')
    expect('users to create', outcome.counts.users.create, size.users)
    return measured
  })
}

/** A first sync for each run; on the last one's state runs without changes, then runs after a week of changes. */
async function syncs(slapd: Slapd, folder: string, ending: AsyncDisposableStack): Promise<Case[]> {
  say('first sync …')
  const token = newToken()
  let product: Product | undefined
  let emulator: Emulator | undefined
  let number = 0
  const first = await repeated('first sync', async () => {
    await emulator?.stop()
    emulator = await emulatorUntil(ending, token)
    product = productAt(join(folder, `sync-${number++}`), slapd, emulator, token)
    const { measured, outcome } = await product.run('sync')
    expect('users created', outcome.counts.users.create, size.users)
    expect('groups created', outcome.counts.groups.create, size.groups)
    const { requests, writes } = await emulator.stats()
    say(
      `  ${count(outcome.counts.memberships.add)} memberships, ${count(requests)} requests, ${count(writes)} of them writing`
    )
    return measured
  })
  if (product === undefined) throw new Error('no run')
  const installed: Product = product

  say('sync without changes …')
  const unchanged = await repeated('sync without changes', async () => {
    const { measured, outcome } = await installed.run('sync')
    expect('users changed', writesOf(outcome), 0)
    return measured
  })

  say('sync after a week: 1 % created, 1 % deleted, 5 % changed …')
  number = 0
  const changed = await repeated('sync after a week', async () => {
    const { changes, ...expected } = week(number++, size)
    slapd.change(changes)
    const { measured, outcome } = await installed.run('sync')
    expect('users created', outcome.counts.users.create, expected.created)
    expect('users deleted', outcome.counts.users.delete, expected.deleted)
    expect('users changed', outcome.counts.users.update, expected.changed)
    return measured
  })
  return [first, unchanged, changed]
}

async function repeated(name: string, run: () => Promise<Measured>): Promise<Case> {
  const results: Measured[] = []
  for (let turn = 0; turn < runs; turn++) {
    interrupt.signal.throwIfAborted()
    const result = await run()
    say(
      `  ${result.wallSeconds.toFixed(2)} s, CPU ${result.cpuSeconds.toFixed(2)} s, peak ${result.peakMegabytes.toFixed(0)} MB`
    )
    results.push(result)
  }
  return { name, runs: results }
}

async function emulatorUntil(ending: AsyncDisposableStack, token: string): Promise<Emulator> {
  const emulator = await startEmulator(token, MAIL_DOMAIN)
  ending.defer(() => emulator.stop())
  return emulator
}

function productAt(folder: string, slapd: Slapd, emulator: Emulator, token: string): Product {
  mkdirSync(folder)
  return new Product({
    program,
    folder,
    ldapPort: slapd.port,
    baseUrl: emulator.baseUrl,
    token,
    signal: interrupt.signal
  })
}

/** A fast wrong answer is no figure. */
function expect(what: string, seen: number, wanted: number): void {
  if (seen !== wanted) throw new Error(`${what}: ${count(seen)}, where ${count(wanted)} were expected`)
}

function writesOf({ counts: { users, groups, memberships } }: Outcome): number {
  return (
    users.create +
    users.update +
    users.delete +
    groups.create +
    groups.update +
    groups.delete +
    memberships.add +
    memberships.remove
  )
}

function quoted(argument: string): string {
  return `'${argument.replaceAll("'", "'\\''")}'`
}

function count(number: number): string {
  return number.toLocaleString('en')
}

function say(line: string): void {
  console.log(line)
}
