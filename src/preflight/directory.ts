import type { Config, DomainConfig } from '../config/config.ts'
import { readDesiredState, type Source } from '../desired/desired-state.ts'
import { openDirectory } from '../directory/open-directory.ts'
import { present } from '../ldap/filter.ts'
import { isNonEmpty, Stop } from '../model/result.ts'
import { Workspace } from '../state/workspace.ts'
import { type Check, fail, ofProblem, pass, skip, warn } from './check.ts'
import { controllerChecks } from './controllers.ts'
import { countsIn, lackingCheck } from './scope.ts'
import type { Secrets, Surroundings } from './surroundings.ts'
import { visibilityCheck } from './visibility.ts'

export interface DirectoryFindings {
  readonly checks: readonly Check[]
  /** Open sessions, one a domain that let itself be bound to. */
  readonly sources: readonly Source[]
  /** What was read, when all of it was. */
  readonly workspace: Workspace | null
  close(): Promise<void>
}

/** Every domain, from the name of its controllers to what the account sees in it. */
export async function directoryFindings(
  config: Config,
  secrets: Secrets,
  { now, signal }: Surroundings
): Promise<DirectoryFindings> {
  const checks: Check[] = []
  const sources: Source[] = []
  for (const domain of config.domains) {
    const controllers = await controllerChecks(domain, now(), signal)
    const opened = await openDirectory(domain, secrets.ldapPassword(domain.name), { signal })
    const object = domain.name ?? domain.bases[0]
    if (!opened.ok) {
      checks.push(...controllers, ofProblem('directory.bind', opened.problems[0], object))
      continue
    }
    const { controller } = opened.value
    // Where another controller serves, a run goes on with a warning.
    checks.push(...controllers.map((check): Check => (check.status === 'fail' ? { ...check, status: 'warn' } : check)))
    checks.push(
      pass(
        'directory.bind',
        {
          en: `${controller.address} (${controller.dnsHostName ?? 'no dnsHostName'}) accepted ${domain.server.user ?? 'the account'}; its domain is ${controller.defaultNamingContext}.`,
          ja: `${controller.address} (${controller.dnsHostName ?? 'dnsHostName なし'}) が ${domain.server.user ?? 'アカウント'} のバインドを受け付けました。ドメインは ${controller.defaultNamingContext} です。`
        },
        object
      )
    )
    sources.push({ name: domain.name ?? 'default', domain, session: opened.value })
  }
  let workspace: Workspace | null = null
  for (const source of sources) checks.push(...(await baseChecks(source)), deletedCheck(source))
  if (isNonEmpty(sources)) {
    workspace = Workspace.open('')
    const reading = await readDesiredState(sources, config, workspace, now())
    if (reading.kind === 'complete') {
      for (const source of sources) checks.push(scopeCheck(source, workspace), await visible(source, workspace))
      checks.push(lackingCheck(workspace))
    } else {
      checks.push(ofProblem('directory.scope', reading.problems[0]))
      workspace.close()
      workspace = null
    }
  }
  const close = async () => {
    workspace?.close()
    for (const { session } of sources) await session.close()
  }
  return { checks, sources, workspace, close }
}

async function baseChecks({ domain, session }: Source): Promise<Check[]> {
  const checks: Check[] = []
  for (const base of domain.bases) {
    try {
      const pages = session.search({
        base,
        scope: 'base',
        filter: present('objectClass'),
        attributes: ['objectClass'],
        extendedDn: false
      })
      const [entry] = (await Array.fromAsync(pages)).flat()
      checks.push(
        entry?.attributes.get('objectclass') === undefined
          ? fail('directory.base', NOT_READ, LET_READ, base)
          : pass('directory.base', { en: 'It can be read.', ja: '読み取れます。' }, base)
      )
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      checks.push(ofProblem('directory.base', error.problem, base))
    }
  }
  return checks
}

const NOT_READ = {
  en: 'The account may not read it: what is below it stays hidden.',
  ja: 'アカウントに読み取り権限がありません。このベース DN の下にあるオブジェクトは見えません。'
}
const LET_READ = {
  en: 'Give the account that reads the directory the rights "List contents" and "Read all properties" there (Active Directory Users and Computers, Security), for this object and all descendant objects.',
  ja: 'ディレクトリを読み取るアカウントに、「内容の一覧表示」と「すべてのプロパティの読み取り」の権限を「このオブジェクトとすべての子オブジェクト」に対して与えてください (「Active Directory ユーザーとコンピューター」の「セキュリティ」タブ)。'
}

function deletedCheck({ domain, session }: Source): Check {
  const object = domain.name ?? session.controller.defaultNamingContext
  if (session.controller.seesDeleted) return pass('directory.deleted', { en: 'It can.', ja: '参照できます。' }, object)
  const seen = {
    en: 'It cannot: an object that is not found is taken for deleted only when the same controller answers as in the last run, or after a second reading.',
    ja: '参照できません。見つからないオブジェクトは、前回の実行と同じドメインコントローラーが応答した場合、または 2 回目の読み取りの後にのみ、削除されたものとして扱います。'
  }
  const container = `"CN=Deleted Objects,${session.controller.defaultNamingContext}"`
  const remedy = {
    en: `Runs go on without it. To have deletions seen at once, let a domain administrator run: dsacls ${container} /takeownership, then dsacls ${container} /G "DOMAIN\\account:LCRP" (list and read, for the account that reads the directory).`,
    ja: `このままでも同期は続行されます。削除をすぐに確認できるようにするには、ドメイン管理者として次の 2 つを順に実行してください: dsacls ${container} /takeownership、dsacls ${container} /G "ドメイン\\アカウント:LCRP" (ディレクトリを読み取るアカウントに、一覧表示と読み取りを許可します)。`
  }
  return warn('directory.deleted', seen, remedy, object)
}

function scopeCheck(source: Source, workspace: Workspace): Check {
  const { users, groups } = countsIn(source, workspace)
  const object = source.domain.name
  const seen = {
    en: `${users} users and ${groups} groups.`,
    ja: `ユーザー ${users} 件、グループ ${groups} 件。`
  }
  if (users > 0) return pass('directory.scope', seen, object)
  const remedy = {
    en: 'Check ad.ldap.base_dn and ad.ldap.filter.user, and that the account may read what is below the base.',
    ja: 'ad.ldap.base_dn と ad.ldap.filter.user、およびアカウントがベース DN の下を読み取れることを確認してください。'
  }
  return fail('directory.scope', seen, remedy, object)
}

async function visible(source: Source, workspace: Workspace): Promise<Check> {
  try {
    return await visibilityCheck(source, workspace)
  } catch (error) {
    if (error instanceof Stop) return ofProblem('directory.visibility', error.problem, source.domain.name)
    throw error
  }
}

/** What the checks of the directory need was not there. */
export function unaskedDirectory(domains: readonly DomainConfig[]): Check[] {
  return domains.map(({ name, bases }) =>
    skip(
      'directory.bind',
      {
        en: 'Not asked: as long as host.secrets fails, no secret is used.',
        ja: '確認していません。host.secrets の問題が解消されるまで、シークレットは使用されません。'
      },
      name ?? bases[0]
    )
  )
}
