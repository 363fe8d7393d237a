import { spawn, spawnSync } from 'node:child_process'

/** Whether OpenLDAP's client is installed (Debian: ldap-utils). */
export const HAS_LDAPSEARCH = spawnSync('ldapsearch', ['-VV'], { stdio: 'ignore' }).error === undefined

export interface LdapsearchEntry {
  readonly dn: string
  /** Values as text, or `hex:…` when they are no UTF-8; names as the server spells them. Attributes without values are not shown by ldapsearch. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

export interface LdapsearchResult {
  /** The LDAP result code. */
  readonly code: number
  readonly entries: readonly LdapsearchEntry[]
  readonly references: readonly string[]
  readonly stderr: string
}

export interface LdapsearchQuestion {
  readonly url: string
  /** Bind name and password; null: nobody. */
  readonly as: { readonly user: string; readonly password: string } | null
  readonly base: string
  readonly scope?: 'base' | 'one' | 'sub'
  readonly filter?: string
  readonly attributes?: readonly string[]
  /** `-E` values: `pr=100/noprompt`, `!1.2.840.113556.1.4.417`. */
  readonly extensions?: readonly string[]
  /** Further options: `-ZZ`. */
  readonly options?: readonly string[]
  /** PEM of the CA to trust. */
  readonly caFile?: string
}

/** Asks a server with a client that is not ours. */
export function ldapsearch(question: LdapsearchQuestion): Promise<LdapsearchResult> {
  const bind = question.as === null ? [] : ['-D', question.as.user, '-w', question.as.password]
  const extensions = (question.extensions ?? []).flatMap((extension) => ['-E', extension])
  const where = ['-H', question.url, '-b', question.base, '-s', question.scope ?? 'sub']
  const what = [question.filter ?? '(objectClass=*)', ...(question.attributes ?? [])]
  const args = [
    '-x',
    '-LLL',
    '-o',
    'ldif-wrap=no',
    '-o',
    'nettimeout=10',
    ...where,
    ...bind,
    ...extensions,
    ...(question.options ?? []),
    ...what
  ]
  return new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      LDAPTLS_CACERT: question.caFile ?? '',
      LDAPNOINIT: question.caFile === undefined ? '1' : undefined
    }
    const child = spawn('ldapsearch', args, { stdio: ['ignore', 'pipe', 'pipe'], env })
    const printed: Buffer[] = []
    let stderr = ''
    child.stdout.on('data', (piece: Buffer) => printed.push(piece))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.once('error', reject)
    child.once('close', (code) =>
      resolve({ code: code ?? -1, stderr, ...parseLdif(Buffer.concat(printed).toString('utf8')) })
    )
  })
}

function parseLdif(ldif: string): { entries: LdapsearchEntry[]; references: string[] } {
  const entries: LdapsearchEntry[] = []
  const references: string[] = []
  for (const block of ldif.split('\n\n')) {
    const attributes: Record<string, string[]> = {}
    let dn: string | null = null
    for (const line of block.split('\n')) {
      const [, reference] = /^# ref(.+)$/.exec(line) ?? []
      if (reference !== undefined) references.push(reference)
      const [, name, marker, value = ''] = /^([^#:]+):(:?) ?(.*)$/.exec(line) ?? []
      if (name === undefined) continue
      const shown = marker === ':' ? readable(Buffer.from(value, 'base64')) : value
      if (name === 'dn') dn = shown
      else if (attributes[name] === undefined) attributes[name] = [shown]
      else attributes[name].push(shown)
    }
    if (dn !== null) entries.push({ dn, attributes })
  }
  return { entries, references }
}

function readable(value: Buffer): string {
  const text = value.toString('utf8')
  return Buffer.from(text).equals(value) ? text : `hex:${value.toString('hex')}`
}
