import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Certificate, makeCertificateAuthority } from '../pki.ts'
import { cloneDomain, goldenDomain } from './golden.ts'
import { runProgram } from './run-program.ts'
import { DC_HOST } from './smb-conf.ts'

export interface SambaOptions {
  /** Loopback address; default: a free one. */
  readonly ip?: string
  /** LDIF texts added before the start, one transaction each: the way to load thousands of users. */
  readonly ldif?: readonly string[]
  /** Default `ldap`; with `kdc` and `cldap` Kerberos works too. */
  readonly services?: readonly string[]
  readonly dnsPartitions?: boolean
  readonly store?: 'tdb' | 'mdb'
}

export interface SambaDc {
  /** LDAP on 389, LDAPS on 636, global catalog on 3268. */
  readonly ip: string
  readonly folder: string
  /** Of the CA that signed the certificate. */
  readonly caFile: string
  /** The server's own certificate, for a proxy before it. */
  readonly certificate: Certificate
  /** Runs samba-tool on this domain. */
  tool(...args: readonly string[]): Promise<string>
  /** Runs a Python program with Samba's bindings; its arguments: smb.conf, sam.ldb, then these. */
  python(program: string, ...args: readonly string[]): Promise<string>
  /** SIGSTOP and SIGCONT. */
  pause(): void
  resume(): void
  close(): Promise<void>
}

/** Starts a real domain controller for corp.example.com in a folder of its own. It ends with `close`, or with this process. */
export async function startSamba(options: SambaOptions = {}): Promise<SambaDc> {
  const golden = await goldenDomain({ dnsPartitions: options.dnsPartitions ?? false, store: options.store ?? 'tdb' })
  const folder = await mkdtemp(join(tmpdir(), 'dirsync-samba-'))
  try {
    return await startIn(folder, golden, options)
  } catch (error) {
    await removeFolder(folder)
    throw error
  }
}

async function startIn(folder: string, golden: string, options: SambaOptions): Promise<SambaDc> {
  const ip = options.ip ?? (await freeLoopbackAddress())
  await cloneDomain(golden, folder, ip, options.services ?? ['ldap'])
  const authority = makeCertificateAuthority()
  const certificate = authority.issue({ names: [DC_HOST, 'localhost', ip, '127.0.0.1'] })
  const caFile = join(folder, 'private/tls/ca.pem')
  await writeFile(caFile, authority.cert)
  await writeFile(join(folder, 'private/tls/dc.pem'), certificate.cert)
  await writeFile(join(folder, 'private/tls/dc.key'), certificate.key, { mode: 0o600 })
  const conf = join(folder, 'etc/smb.conf')
  const database = join(folder, 'private/sam.ldb')
  for (const ldif of options.ldif ?? []) await load(conf, database, ldif)
  const child = spawn('samba', ['-s', conf, '-i', '-M', 'single', '--no-process-group'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' }
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const close = async (): Promise<void> => {
    child.kill('SIGCONT')
    child.kill('SIGTERM')
    await exited
    await removeFolder(folder)
  }
  if (!(await answers(child, ip))) {
    await close()
    throw new Error(`Samba did not start on ${ip}`)
  }
  return {
    ip,
    folder,
    caFile,
    certificate,
    tool: (...args) => runProgram('samba-tool', [...args, '-s', conf, '-H', database]),
    python: (program, ...args) => runProgram('/usr/bin/python3', ['-', conf, database, ...args], program),
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    close
  }
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** batch_mode and the large index cache turn the superlinear load of thousands of objects into a linear one. */
async function load(conf: string, database: string, ldif: string): Promise<void> {
  const fast = ['--option=ldb:nosync=true', '-o', 'batch_mode:1', '-o', 'transaction_index_cache_size:200000']
  await runProgram('ldbadd', [`--configfile=${conf}`, ...fast, '-H', database], ldif)
}

async function answers(child: ChildProcess, ip: string): Promise<boolean> {
  for (let attempt = 0; attempt < 400 && child.exitCode === null && child.signalCode === null; attempt++) {
    if (await accepts(ip)) return true
    await delay(25)
  }
  return false
}

function accepts(ip: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(389, ip)
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.on('close', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function freeLoopbackAddress(): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const ip = `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(2, 255)}`
    if (await isFree(ip)) return ip
  }
  throw new Error('no loopback address with a free port 389')
}

function isFree(ip: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(389, ip, () => server.close(() => resolve(true)))
  })
}
