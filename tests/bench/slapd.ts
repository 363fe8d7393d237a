import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { company, NTDS_SETTINGS, type Size, SUFFIX } from './company.ts'
import { type Change, changeText, entryText } from './ldif.ts'

const SLAPD = '/usr/sbin/slapd'
const SLAPADD = '/usr/sbin/slapadd'

export const BIND_DN = `cn=admin,${SUFFIX}`
export const BIND_PASSWORD = 'bench'

/** AD's names, object identifiers and syntaxes (MS-ADA1–3), as far as the bench's objects have them. objectCategory is a text here, so that AD's short form matches. */
const SCHEMA = `
attributetype ( 1.2.840.113556.1.4.221 NAME 'sAMAccountName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.302 NAME 'sAMAccountType' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.656 NAME 'userPrincipalName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch ORDERING integerOrderingMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.159 NAME 'accountExpires' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.782 NAME 'objectCategory' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.868 NAME 'isCriticalSystemObject' EQUALITY booleanMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.7 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.2 NAME 'objectGUID' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.750 NAME 'groupType' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.2.146 NAME 'company' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.2.141 NAME 'department' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.35 NAME 'employeeID' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.2.115 NAME 'invocationId' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
objectclass ( 1.2.840.113556.1.5.7000.47 NAME 'nTDSDSA' SUP top STRUCTURAL MUST ( cn $ invocationId ) )
objectclass ( 1.2.840.113556.1.5.9 NAME 'user' SUP inetOrgPerson STRUCTURAL MUST ( objectGUID $ sAMAccountName ) MAY ( objectCategory $ sAMAccountType $ userPrincipalName $ userAccountControl $ accountExpires $ isCriticalSystemObject $ company $ department $ employeeID ) )
objectclass ( 1.2.840.113556.1.5.8 NAME 'group' SUP top STRUCTURAL MUST ( cn $ objectGUID $ sAMAccountName ) MAY ( objectCategory $ isCriticalSystemObject $ groupType $ member $ description ) )
objectclass ( 1.2.840.113556.1.5.66 NAME 'domainDNS' SUP domain STRUCTURAL MAY objectGUID )
attributetype ( 1.3.6.1.4.1.4203.666.1.1 NAME 'defaultNamingContext' EQUALITY distinguishedNameMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.12 SINGLE-VALUE )
attributetype ( 1.3.6.1.4.1.4203.666.1.2 NAME 'dsServiceName' EQUALITY distinguishedNameMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.12 SINGLE-VALUE )
attributetype ( 1.3.6.1.4.1.4203.666.1.3 NAME 'dnsHostName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
`

/** What a domain controller says of itself beside what every LDAP server does (MS-ADTS §3.1.1.3.2). */
const ROOT_DSE = `dn:
defaultNamingContext: ${SUFFIX}
dsServiceName: ${NTDS_SETTINGS}
dnsHostName: dc1.corp.example.com
`

/** OpenLDAP with the whole directory in it, on loopback: fast enough that the time measured is the client's. */
export class Slapd {
  readonly url: string
  readonly port: number
  readonly #folder: string
  readonly #passwordFile: string
  readonly #process: ReturnType<typeof spawn>

  private constructor(folder: string, port: number, passwordFile: string) {
    this.#folder = folder
    this.#passwordFile = passwordFile
    this.port = port
    this.url = `ldap://127.0.0.1:${port}`
    // -d 0: stays in the foreground, a child of ours.
    this.#process = spawn(SLAPD, ['-f', join(folder, 'slapd.conf'), '-h', this.url, '-d', '0'], {
      stdio: 'ignore',
      detached: true
    })
  }

  static async load(folder: string, size: Size): Promise<{ loadSeconds: number; start: () => Promise<Slapd> }> {
    mkdirSync(join(folder, 'db'), { recursive: true })
    const passwordFile = join(folder, 'password')
    writeFileSync(passwordFile, BIND_PASSWORD, { mode: 0o600 })
    writeFileSync(join(folder, 'ad.schema'), SCHEMA)
    writeFileSync(join(folder, 'root-dse.ldif'), ROOT_DSE)
    writeFileSync(join(folder, 'slapd.conf'), configuration(folder))
    const ldif = join(folder, 'company.ldif')
    writeEntries(ldif, size)
    const started = performance.now()
    succeed(SLAPADD, ['-q', '-f', join(folder, 'slapd.conf'), '-l', ldif])
    const loadSeconds = (performance.now() - started) / 1000
    return {
      loadSeconds,
      start: async () => {
        const slapd = new Slapd(folder, await freePort(), passwordFile)
        await slapd.#answering()
        return slapd
      }
    }
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  /** The arguments of an ldapsearch of all of the directory, in pages as AD demands them. */
  search(filter: string, attributes: readonly string[]): string[] {
    const page = ['-E', 'pr=1000/noprompt']
    return [
      'ldapsearch',
      '-x',
      '-LLL',
      '-H',
      this.url,
      '-D',
      BIND_DN,
      '-y',
      this.#passwordFile,
      '-b',
      SUFFIX,
      ...page,
      filter,
      ...attributes
    ]
  }

  change(changes: readonly Change[]): void {
    const file = join(this.#folder, 'changes.ldif')
    writeFileSync(file, changes.map(changeText).join(''))
    succeed('ldapmodify', ['-x', '-H', this.url, '-D', BIND_DN, '-y', this.#passwordFile, '-f', file])
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const ended = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    await ended
  }

  async #answering(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt++) {
      if (this.#process.exitCode !== null) break
      const asked = spawnSync('ldapsearch', ['-x', '-H', this.url, '-b', '', '-s', 'base'], { stdio: 'ignore' })
      if (asked.status === 0) return
      await sleep(50)
    }
    await this.stop()
    throw new Error(`slapd does not answer on ${this.url}`)
  }
}

function configuration(folder: string): string {
  return `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include ${folder}/ad.schema
rootDSE ${folder}/root-dse.ldif
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
argsfile ${folder}/slapd.args
sizelimit unlimited
threads 4
sortvals member
database mdb
maxsize 8589934592
suffix "${SUFFIX}"
rootdn "${BIND_DN}"
rootpw ${BIND_PASSWORD}
directory ${folder}/db
dbnosync
index objectClass,objectCategory,sAMAccountType,objectGUID eq
`
}

function writeEntries(file: string, size: Size): void {
  const out = openSync(file, 'w')
  try {
    let batch: string[] = []
    for (const entry of company(size)) {
      batch.push(entryText(entry))
      if (batch.length === 1000) {
        writeSync(out, batch.join(''))
        batch = []
      }
    }
    writeSync(out, batch.join(''))
  } finally {
    closeSync(out)
  }
}

function succeed(command: string, args: readonly string[]): void {
  const run = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  if (run.status !== 0)
    throw new Error(`${command} ended with ${run.status ?? run.signal ?? run.error?.message}: ${run.stderr}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
