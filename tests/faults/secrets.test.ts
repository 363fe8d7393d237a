import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Ended, Started } from '../cli/installation.ts'
import type { SimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { type Company, changeEverything, openCompany } from './company.ts'
import { filesIn } from './files.ts'
import { bundledProgram } from './program.ts'

/** Known, and of the sort that escaping trips over. */
const TOKEN = 'tok3n-ZmFrZQ+/==.%25_"\'\\$(x)'
const LDAP_PASSWORD = 'pässwörd"\\\'<&>%41 $HOME 秘密'
const PROXY_PASSWORD = 'pr0xy:p@ss/w#rd?=%2F秘'
const SECRETS = { token: TOKEN, 'ldap-password': LDAP_PASSWORD, 'proxy-password': PROXY_PASSWORD }

/** Each secret as it is and as texts carry it: escaped for JSON (twice too), URLs, XML, shells; in base64 and hex; in UTF-16. */
function formsOf(secret: string): Buffer[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const ascii = json.replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const bytes = Buffer.from(secret)
  const texts = [
    secret,
    json,
    ascii,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret),
    encodeURI(secret),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    secret.replaceAll("'", "''"),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    // In the middle of other text base64 looks otherwise: Basic credentials, at each of the three offsets.
    ...[0, 1, 2].map((offset) =>
      Buffer.concat([Buffer.alloc(offset, 'x'), bytes])
        .toString('base64')
        .slice(4, -4)
    )
  ]
  return [...new Set(texts)].map((text) => Buffer.from(text)).concat(Buffer.from(secret, 'utf16le'))
}

const FORMS = Object.entries(SECRETS).flatMap(([name, secret]) => formsOf(secret).map((form) => ({ name, form })))

/** Where which secret shows, never the secret itself: this test's own failure is read by people too. */
function findSecrets(where: string, content: Buffer | string): string[] {
  const bytes = Buffer.from(content)
  return [...new Set(FORMS.filter(({ form }) => bytes.includes(form)).map(({ name }) => `${name} in ${where}`))]
}

function inOutput(what: string, { stdout, stderr }: Ended): string[] {
  return [...findSecrets(`${what}: stdout`, stdout), ...findSecrets(`${what}: stderr`, stderr)]
}

/** The store keeps what it was given: on Linux in files of mode 0600. */
function inFiles(company: Company<SimulatorScenario>, ...folders: readonly string[]): string[] {
  const all = [company.product.folder.path, company.temporary, company.home, ...folders]
    .filter((folder) => existsSync(folder))
    .flatMap(filesIn)
  return all.filter((file) => !file.includes('/secrets/')).flatMap((file) => findSecrets(file, readFileSync(file)))
}

async function companyWithSecrets(): Promise<Company<SimulatorScenario>> {
  const company = await openCompany({ service: { tokens: [{ token: TOKEN }] } })
  const account = company.directory.directory.store.get(company.directory.connection.userDn)
  account.password = LDAP_PASSWORD
  return company
}

const ENVIRONMENT = {
  DIRSYNC_TOKEN: TOKEN,
  DIRSYNC_LDAP_PASSWORD: LDAP_PASSWORD,
  DIRSYNC_PROXY_PASSWORD: PROXY_PASSWORD
}

async function run(company: Company<SimulatorScenario>, args: readonly string[], env = {}): Promise<Ended> {
  return (await company.start(args, { ...ENVIRONMENT, ...env })).ended
}

const SLOW = { timeout: 180_000 }

test('the forms are found where they are', () => {
  expect(findSecrets('url', `http://user:${encodeURIComponent(PROXY_PASSWORD)}@proxy/`)).toEqual([
    'proxy-password in url'
  ])
  expect(findSecrets('header', `Basic ${Buffer.from(`user:${PROXY_PASSWORD}`).toString('base64')}`)).toEqual([
    'proxy-password in header'
  ])
  expect(findSecrets('json', JSON.stringify({ error: { text: `Bearer ${TOKEN}` } }))).toEqual(['token in json'])
  expect(findSecrets('nothing', 'token password secret')).toEqual([])
})

test('no secret in what the commands print, write, or leave behind, sound or failing', SLOW, async () => {
  const company = await companyWithSecrets()
  const found: string[] = []
  const out = company.file('out')
  mkdirSync(out)
  const commands: readonly (readonly string[])[] = [
    ['plan', '--out', `${out}/plan.json`, '--operations', `${out}/plan-operations.json`, '--log-level', 'debug'],
    ['sync', '--json', '--log-level', 'debug', '--operations', `${out}/operations.json`],
    ['sync', '--log-level', 'debug', '--lang', 'ja'],
    ['status', '--held', '--json'],
    ['history', '--json'],
    ['secret', 'status', '--json'],
    ['config', 'show', '--json'],
    ['config', 'check'],
    ['test', '--json'],
    ['apply', `${out}/plan.json`],
    ['apply', company.config],
    ['approve', 'no-such-plan'],
    ['stop'],
    ['no-such-command']
  ]
  for (const command of commands) found.push(...inOutput(command.join(' '), await run(company, command)))
  found.push(...inFiles(company, out))
  expect(found).toEqual([])
})

test('no secret when the directory or the service sends it back', SLOW, async () => {
  const company = await companyWithSecrets()
  const found: string[] = []
  const { server } = company.directory
  for (const message of [LDAP_PASSWORD, `bind with ${LDAP_PASSWORD} failed`]) {
    server.faults.refuseBind(49, `80090308: LdapErr: DSID-0C09044E, comment: ${message}, data 52e, v3839`)
    found.push(...inOutput('bind refused', await run(company, ['sync', '--json', '--log-level', 'debug'])))
    server.faults.inject({ do: 'answer', code: 1, message })
    found.push(...inOutput('search refused', await run(company, ['sync', '--log-level', 'debug'])))
  }
  server.faults.clear()
  await run(company, ['sync', '--json'])
  await changeEverything(company.staged)
  const echo = (status: number, body: 'scim' | 'html' | 'text' | 'json', detail: string) =>
    company.service.faults.add({ times: 2, method: 'PATCH', action: { kind: 'status', status, body, detail } })
  echo(400, 'scim', `Authorization: Bearer ${TOKEN}`)
  echo(403, 'html', `<p>${TOKEN}</p>`)
  echo(409, 'json', TOKEN)
  echo(500, 'text', `proxy said ${PROXY_PASSWORD}`)
  company.service.faults.add({ method: 'POST', action: { kind: 'status', status: 401, detail: `bad token ${TOKEN}` } })
  for (const args of [
    ['sync', '--json', '--full'],
    ['sync', '--log-level', 'debug'],
    ['status', '--json']
  ])
    found.push(...inOutput(`echo: ${args.join(' ')}`, await run(company, args)))
  found.push(...inFiles(company))
  expect(found).toEqual([])
})

test('no secret when a secret itself is wrong, or stands in config.yml', SLOW, async () => {
  const company = await companyWithSecrets()
  const found: string[] = []
  company.service.revokeToken(TOKEN)
  found.push(...inOutput('token revoked', await run(company, ['sync', '--json', '--log-level', 'debug'])))
  company.directory.directory.store.get(company.directory.connection.userDn).password = 'another'
  found.push(...inOutput('password wrong', await run(company, ['sync', '--log-level', 'debug'])))
  for (const token of [`${TOKEN}\n${TOKEN}`, `${TOKEN}\u0000`.replace('\u0000', '\u0001'), `${TOKEN}秘`])
    found.push(
      ...inOutput('token that no header takes', await run(company, ['sync', '--json'], { DIRSYNC_TOKEN: token }))
    )

  const quoted = (secret: string) => JSON.stringify(secret)
  const files = [
    `iid:\n  scim:\n    token: ${quoted(TOKEN)}\nad:\n  ldap:\n    server:\n      password: ${quoted(LDAP_PASSWORD)}\n`,
    `iid:\n  scim:\n    http:\n      proxy: { use: true, passwort: ${quoted(PROXY_PASSWORD)}\n`,
    `token: ${quoted(TOKEN)}\n\t${quoted(TOKEN)}: [`
  ]
  const config = company.file('wrong.yml')
  for (const text of files) {
    writeFileSync(config, text, { mode: 0o600 })
    for (const command of ['sync', 'config check', 'config show', 'config import'])
      for (const json of [[], ['--json']]) {
        const [first = '', second] = command.split(' ')
        const args = second === undefined ? [first] : second === 'import' ? [first, second, config] : [first, second]
        found.push(
          ...inOutput(`${command} of a file with secrets`, await run(company, [...args, '--config', config, ...json]))
        )
      }
  }
  expect(found).toEqual([])
})

test('no secret behind a proxy that refuses, redirects or repeats what it gets', SLOW, async () => {
  const company = await companyWithSecrets()
  const found: string[] = []
  let answer = { status: 407, echo: true }
  const proxy = createServer((request, response) => {
    const heard = `${request.method} ${request.url} ${JSON.stringify(request.headers)}`
    response.writeHead(answer.status, {
      'content-type': 'text/html',
      location: `http://login/?was=${encodeURIComponent(heard)}`
    })
    response.end(answer.echo ? `<html>${heard}</html>` : '')
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  const { port } = proxy.address() as AddressInfo
  company.product.reconfigure({
    scim: `http:\n      proxy: { use: true, address: 127.0.0.1, port: ${port}, user: 'proxy user' }`
  })
  for (const status of [407, 403, 302, 200, 502]) {
    answer = { status, echo: true }
    found.push(...inOutput(`proxy ${status}`, await run(company, ['plan', '--json', '--log-level', 'debug'])))
  }
  answer = { status: 200, echo: true }
  expect((await run(company, ['plan'])).exitCode).toBe(6)
  found.push(...inFiles(company))
  expect(found).toEqual([])
})

describe('of a running process', () => {
  async function running(company: Company<SimulatorScenario>, env: Record<string, string>): Promise<Started> {
    const reached = Promise.withResolvers<void>()
    company.service.onRequest = async () => {
      reached.resolve()
      await new Promise(() => {})
    }
    const sync = await company.start(['sync', '--json'], { ...ENVIRONMENT, ...env })
    await reached.promise
    return sync
  }

  test('the command line names no secret', SLOW, async () => {
    const company = await companyWithSecrets()
    const sync = await running(company, {})
    const commandLine = readFileSync(`/proc/${sync.pid}/cmdline`)
    sync.kill('SIGKILL')
    await sync.ended
    expect(findSecrets('cmdline', commandLine)).toEqual([])
  })

  test('a report of its own that Node writes on demand has none in it', SLOW, async () => {
    const company = await companyWithSecrets()
    const reports = company.file('reports')
    mkdirSync(reports)
    const sync = await running(company, {
      NODE_OPTIONS: `--report-on-signal --report-signal=SIGUSR2 --report-uncaught-exception --report-directory=${reports}`
    })
    sync.kill('SIGUSR2')
    while (filesIn(reports).length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
    await new Promise((resolve) => setTimeout(resolve, 500))
    const found = filesIn(reports).flatMap((file) => findSecrets('report', readFileSync(file)))
    sync.kill('SIGKILL')
    await sync.ended
    expect(found).toEqual([])
  })

  test('a child that it started would inherit none', SLOW, async () => {
    const company = await companyWithSecrets()
    // Runs inside of the process once it has come to work: what any library there would hand on to a program that it starts.
    const spy = company.file('spy.mjs')
    const seen = company.file('seen')
    writeFileSync(
      spy,
      `import { spawnSync } from 'node:child_process'
       import { appendFileSync } from 'node:fs'
       import { DatabaseSync } from 'node:sqlite'
       const { exec } = DatabaseSync.prototype
       DatabaseSync.prototype.exec = function (sql) {
         appendFileSync(${JSON.stringify(seen)}, spawnSync('env').stdout)
         exec.call(this, sql)
       }`
    )
    await run(company, ['sync'], { NODE_OPTIONS: `--import=${spy}` })
    const environments = readFileSync(seen)
    expect(environments.toString()).toContain('DIRSYNC_DATA=')
    expect(findSecrets('child environment', environments)).toEqual([])
  })
})

test('`secret set` takes them by standard input, and shows none of them afterwards', SLOW, async () => {
  const company = await companyWithSecrets()
  const program = await bundledProgram()
  await company.run('config', 'check')
  const found: string[] = []
  for (const [name, secret] of Object.entries(SECRETS)) {
    for (const more of [[], ['--json'], ['--verify', '--json']]) {
      const child = spawn(process.execPath, [program, 'secret', 'set', name, ...more], {
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: company.home,
          TMPDIR: company.temporary,
          DIRSYNC_CONFIG: company.config,
          DIRSYNC_DATA: company.product.folder.path
        }
      })
      let printed = ''
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text) => (printed += text))
      child.stdin.end(secret)
      await new Promise((resolve) => child.once('close', resolve))
      found.push(...findSecrets(`secret set ${name} ${more.join(' ')}`, printed))
    }
  }
  const unset = { DIRSYNC_TOKEN: '', DIRSYNC_LDAP_PASSWORD: '', DIRSYNC_PROXY_PASSWORD: '' }
  const sync = await run(company, ['sync', '--json', '--log-level', 'debug'], unset)
  expect(sync.exitCode, 'they are the ones that were set').toBe(0)
  found.push(...inOutput('sync from the store', sync))
  found.push(...inOutput('secret status', await run(company, ['secret', 'status'], unset)))
  found.push(...inFiles(company))
  expect(found).toEqual([])
  rmSync(company.product.folder.path, { recursive: true })
})
