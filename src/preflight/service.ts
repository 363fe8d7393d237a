import { findTokenOwner } from '../compare/token-owner.ts'
import type { Config } from '../config/config.ts'
import type { Problem } from '../problems/problem.ts'
import { expiryWarning } from '../secrets/expiry.ts'
import { openService } from '../service/open-service.ts'
import { ANSWER_LIMIT_BYTES, nameOf, type Sender } from '../service/request.ts'
import { openTransport } from '../service/transport.ts'
import { Workspace } from '../state/workspace.ts'
import type { CheckId } from './catalogue.ts'
import { certificateCheck } from './certificate.ts'
import { type Check, fail, ofProblem, pass, same, skip, warn } from './check.ts'
import { type Answered, ask, changeOfNobody, connects, look, ONE_GROUP, ONE_USER, wordsOf } from './service-probe.ts'
import type { Secrets, Surroundings } from './surroundings.ts'

export interface ServiceFindings {
  readonly checks: readonly Check[]
  /** Whether its users can be read. */
  readonly readable: boolean
  /** By its Date header; null where it told none. */
  readonly time: Date | null
}

const ORDER: readonly CheckId[] = [
  'service.connection',
  'service.tls',
  'service.token',
  'service.read_users',
  'service.read_groups',
  'service.write_users',
  'service.write_groups',
  'service.owner',
  'service.rate_limit'
]

/** The service, from the way to it to what the token may do there. Nothing is changed. */
export async function serviceFindings(
  config: Config,
  secrets: Secrets,
  around: Surroundings
): Promise<ServiceFindings> {
  const { scim } = config
  const token = secrets.token()
  const before = [await proxyCheck(config), expiryCheck(around)]
  const stopped = (...checks: Check[]): ServiceFindings => {
    const told = new Set(checks.map(({ id }) => id))
    const rest = ORDER.filter((id) => !told.has(id)).map((id) => skip(id, NOT_REACHED))
    return { checks: [...before, ...checks, ...rest], readable: false, time: null }
  }
  if (before[0]?.status === 'fail') return stopped()
  if (token === null) return stopped(ofProblem('service.token', { code: 'run.no_token', object: scim.baseUrl.href }))
  const transport = await openTransport(scim, secrets.proxyPassword())
  if (!transport.ok) return stopped(ofProblem('service.tls', transport.problems[0]))
  const { agent, proxy, connectTimeoutMs, close } = transport.value
  const timeoutMs = scim.timeoutSeconds * 1000
  const limits = { connectTimeoutMs, timeoutMs, answerLimitBytes: ANSWER_LIMIT_BYTES }
  const sender: Sender = { baseUrl: scim.baseUrl, agent, proxy, token, ...limits }
  try {
    const first = await ask(sender, ONE_USER, around.signal)
    if (first.kind === 'lost') return stopped(ofProblem(idOfLost(first.problem), first.problem))
    const seen = await look(sender, around.signal)
    const reached = [
      pass('service.connection', same(scim.baseUrl.href)),
      seen?.certificate == null
        ? skip('service.tls', {
            en: 'No TLS: the service is on this machine.',
            ja: 'TLS ではありません (サービスが同じコンピューター上にあります)。'
          })
        : certificateCheck('service.tls', seen.certificate, around.now(), scim.baseUrl.host)
    ]
    const time = seen?.headers.date === undefined ? null : new Date(seen.headers.date)
    if (first.status === 401) {
      const detail = wordsOf(sender, first)
      const problem = {
        code: 'service.token_refused',
        request: nameOf(ONE_USER),
        detail,
        requestId: first.requestId
      } as const
      return { ...stopped(...reached, ofProblem('service.token', problem)), time }
    }
    const readsUsers = readCheck('service.read_users', sender, first)
    const checks = [
      ...before,
      ...reached,
      pass('service.token', { en: 'It is accepted.', ja: '受け付けられました。' }),
      readsUsers,
      readCheck('service.read_groups', sender, await ask(sender, ONE_GROUP, around.signal)),
      writeCheck('service.write_users', sender, await ask(sender, changeOfNobody('Users'), around.signal)),
      writeCheck('service.write_groups', sender, await ask(sender, changeOfNobody('Groups'), around.signal)),
      readsUsers.status === 'pass'
        ? await ownerCheck(config, secrets, token, around.signal)
        : skip('service.owner', NOT_REACHED),
      rateCheck(first, seen?.headers ?? {})
    ]
    return { checks, readable: readsUsers.status === 'pass', time }
  } finally {
    close()
  }
}

const NOT_REACHED = { en: 'A check before it failed.', ja: '前の確認に失敗したため、確認していません。' }

function idOfLost({ code }: Problem): CheckId {
  if (code === 'service.certificate_refused') return 'service.tls'
  return code === 'service.proxy_refused' ? 'service.proxy' : 'service.connection'
}

async function proxyCheck({ scim: { proxy, timeoutSeconds } }: Config): Promise<Check> {
  if (proxy === null)
    return skip('service.proxy', { en: 'No proxy is configured.', ja: 'プロキシは設定されていません。' })
  const name = `${proxy.address}:${proxy.port}`
  const cause = await connects(proxy.address, proxy.port, Math.min(10, timeoutSeconds) * 1000)
  if (cause === null)
    return pass('service.proxy', { en: `${name} accepts connections.`, ja: `${name} に接続できます。` })
  const remedy = {
    en: 'Correct iid.scim.http.proxy.address and .port, and check the firewall.',
    ja: 'iid.scim.http.proxy.address と .port を修正し、ファイアウォールを確認してください。'
  }
  return fail(
    'service.proxy',
    { en: `${name} can't be reached: ${cause}.`, ja: `${name} に接続できません: ${cause}。` },
    remedy
  )
}

function expiryCheck({ tokenExpires, now }: Surroundings): Check {
  const warning = expiryWarning(tokenExpires, now())
  if (warning === null) {
    return tokenExpires === null
      ? skip('service.token_expiry', {
          en: 'When it expires is not known. To be warned 30 days ahead, store the token with `dirsync secret set token --expires YYYY-MM-DD` (the IIJ ID Console shows the day).',
          ja: '有効期限が不明です。`dirsync secret set token --expires YYYY-MM-DD` でトークンを保存すると、30 日前から警告します (日付は IIJ ID コンソールで確認できます)。'
        })
      : pass('service.token_expiry', same(tokenExpires))
  }
  const check = ofProblem('service.token_expiry', warning)
  return warning.code === 'secret.token_expired' ? { ...check, status: 'fail' } : check
}

type Asked = Awaited<ReturnType<typeof ask>>

const NEW_TOKEN = {
  en: 'Issue a token with all four scopes (escim_read_users, escim_write_users, escim_read_groups, escim_write_groups) in the IIJ ID Console (My Menu > Access Token Management), and store it with `dirsync secret set token --verify` (PowerShell: Set-DirSyncSecret -Name token).',
  ja: 'IIJ ID コンソールの「マイメニュー」の「アクセストークンの管理」で、4 つのスコープ (escim_read_users、escim_write_users、escim_read_groups、escim_write_groups) をすべて選択してアクセストークンを発行し、`dirsync secret set token --verify` (PowerShell では Set-DirSyncSecret -Name token) で保存してください。'
}

function readCheck(id: 'service.read_users' | 'service.read_groups', sender: Sender, reply: Asked): Check {
  if (reply.kind === 'lost') return ofProblem(id, reply.problem)
  if (reply.status >= 200 && reply.status < 300) return pass(id, { en: 'They can be read.', ja: '読み取れます。' })
  return fail(id, refusal(sender, reply), NEW_TOKEN)
}

/** 404 is the word of a service that would have done it, had there been anybody. Anything but 403 proves neither. */
function writeCheck(id: 'service.write_users' | 'service.write_groups', sender: Sender, reply: Asked): Check {
  const unproven = (cause: string) =>
    skip(id, {
      en: `It can't be proven without a change (${cause}); the first sync will show it.`,
      ja: `変更を行わずには確認できません (${cause})。最初の同期で判明します。`
    })
  if (reply.kind === 'lost') return unproven(reply.problem.code)
  if (reply.status === 404) return pass(id, { en: 'Changes are allowed.', ja: '変更が許可されています。' })
  return reply.status === 403 ? fail(id, refusal(sender, reply), NEW_TOKEN) : unproven(`HTTP ${reply.status}`)
}

function refusal(sender: Sender, reply: Answered) {
  const words = `HTTP ${reply.status}, "${wordsOf(sender, reply)}"`
  return { en: `The service refuses it: ${words}.`, ja: `サービスが拒否しました: ${words}。` }
}

async function ownerCheck(config: Config, secrets: Secrets, token: string, signal: AbortSignal): Promise<Check> {
  const opened = await openService(config.scim, { token, proxyPassword: secrets.proxyPassword() }, { signal })
  if (!opened.ok) return ofProblem('service.owner', opened.problems[0])
  const workspace = Workspace.open('')
  try {
    const owner = await findTokenOwner(config, token, opened.value, false, workspace)
    if (owner.kind === 'known') return pass('service.owner', same(owner.userName))
    const remedy = {
      en: 'Put the userName of the administrator who issued the token into iid.scim.token_owner. Until then every disabling and deletion of a user is held; all else is synchronised.',
      ja: 'アクセストークンを発行した管理者の userName を iid.scim.token_owner に指定してください。それまでは、ユーザーの無効化と削除をすべて保留します。ほかの操作は同期されます。'
    }
    if (owner.named === null)
      return warn(
        'service.owner',
        { en: 'Nothing tells whose token it is.', ja: 'トークンの所有者を特定できません。' },
        remedy
      )
    const seen = {
      en: `iid.scim.token_owner names "${owner.named}", who is no user of the service.`,
      ja: `iid.scim.token_owner に指定された「${owner.named}」は、サービスのユーザーではありません。`
    }
    return fail('service.owner', seen, remedy)
  } finally {
    workspace.close()
    await opened.value.close()
  }
}

function rateCheck(reply: Answered, headers: Readonly<Record<string, string | string[] | undefined>>): Check {
  const told = Object.entries(headers).filter(([name]) => /rate-?limit|^retry-after$/.test(name))
  const shown = told.map(([name, value]) => `${name}: ${[value].flat().join(', ')}`).join('; ')
  if (reply.status === 429) {
    const remedy = {
      en: 'Nothing has to be done: runs wait by themselves. If it stays, lower iid.scim.requests_per_second (10 by default).',
      ja: '対処は不要です。実行時は自動的に待機します。続く場合は iid.scim.requests_per_second (既定値 10) を小さくしてください。'
    }
    return warn(
      'service.rate_limit',
      { en: `The service throttles (429). ${shown}`, ja: `サービスがリクエストを制限しています (429)。${shown}` },
      remedy
    )
  }
  if (shown === '') return pass('service.rate_limit', { en: 'No limit is told.', ja: '制限は通知されていません。' })
  return pass('service.rate_limit', same(shown))
}
