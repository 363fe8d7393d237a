import { checkGuidRendering } from '../compare/newcomers.ts'
import { readService } from '../compare/read-service.ts'
import type { Config } from '../config/config.ts'
import { EXIT, worstOf } from '../run/exit-code.ts'
import { openService } from '../service/open-service.ts'
import { openState } from '../state/open-state.ts'
import type { Workspace } from '../state/workspace.ts'
import { type Area, type Check, ofProblem, pass, skip } from './check.ts'
import { type DirectoryFindings, directoryFindings, unaskedDirectory } from './directory.ts'
import { clockCheck, configChecks, hostChecks } from './host.ts'
import { type ServiceFindings, serviceFindings } from './service.ts'
import { stateChecks } from './state.ts'
import type { Secrets, Surroundings } from './surroundings.ts'

const EXIT_OF_AREA = { host: EXIT.usage, directory: EXIT.directory, service: EXIT.service, state: EXIT.state } as const

/** The exit code: 0, or that of the failed area that comes first in the ranking of a run's. */
export function preflightExitCode(checks: readonly Check[]): number {
  return worstOf(checks.filter(({ status }) => status === 'fail').map(({ area }) => EXIT_OF_AREA[area]))
}

/**
 * Looks whether a run could do its work. It takes no lock and changes nothing: not in the directory, not at the service, and in the data
 * folder but a probe that is removed.
 */
export async function preflight(areas: ReadonlySet<Area>, around: Surroundings): Promise<readonly Check[]> {
  const checks: Check[] = []
  const config = around.config.ok ? around.config.value.config : null
  const secrets = around.secrets?.ok === true ? around.secrets.value : null
  if (areas.has('host')) checks.push(...hostChecks(around))
  // Without a configuration nothing else can be asked, whatever was wanted.
  else if (config === null) checks.push(...configChecks(around))
  const directory =
    areas.has('directory') && config !== null && secrets !== null
      ? await directoryFindings(config, secrets, around)
      : null
  try {
    if (areas.has('directory')) checks.push(...(directory?.checks ?? unaskedDirectory(config?.domains ?? [])))
    const service =
      areas.has('service') && config !== null && secrets !== null
        ? await serviceFindings(config, secrets, around)
        : null
    if (areas.has('service') && config !== null) checks.push(...(service?.checks ?? [unaskedService()]))
    if (areas.has('host')) checks.push(clock(service, around))
    if (areas.has('host') && config !== null && secrets !== null)
      checks.push(await rendering(config, secrets, around, directory, service))
    if (areas.has('state')) checks.push(...stateChecks(around, config, directory?.sources ?? []))
    if (around.secrets?.ok === false && !areas.has('host'))
      checks.push(...around.secrets.problems.map((problem) => ofProblem('host.secrets', problem)))
    return checks
  } finally {
    await directory?.close()
  }
}

function unaskedService(): Check {
  return skip('service.token', {
    en: 'Not asked: as long as host.secrets fails, no secret is used.',
    ja: '確認していません。host.secrets の問題が解消されるまで、シークレットは使用されません。'
  })
}

function clock(service: ServiceFindings | null, { now }: Surroundings): Check {
  if (service?.time == null)
    return skip('host.clock', { en: 'The service told no time.', ja: 'サービスから時刻を取得できませんでした。' })
  return clockCheck(service.time, now())
}

/** Before the first run: an externalId that is rendered otherwise than those at the service would make every person anew. */
async function rendering(
  config: Config,
  secrets: Secrets,
  { folder, signal }: Surroundings,
  directory: DirectoryFindings | null,
  service: ServiceFindings | null
): Promise<Check> {
  const unasked = (en: string, ja: string) => skip('host.guid_rendering', { en, ja })
  if (directory?.workspace == null || service?.readable !== true)
    return unasked(
      'The directory and the service were not both read.',
      'ディレクトリとサービスの両方を読み取ってはいません。'
    )
  if (isKnown(folder)) return unasked('There is a state already.', '状態データベースがすでに存在します。')
  const proxyPassword = secrets.proxyPassword()
  const opened = await openService(config.scim, { token: secrets.token() ?? '', proxyPassword }, { signal })
  if (!opened.ok) return ofProblem('host.guid_rendering', opened.problems[0])
  try {
    return await compared(config, directory.workspace, opened.value)
  } finally {
    await opened.value.close()
  }
}

async function compared(
  config: Config,
  workspace: Workspace,
  service: Parameters<typeof readService>[0]
): Promise<Check> {
  const doubt = await readService(service, workspace)
  const problem = doubt ?? checkGuidRendering(config, workspace)
  if (problem !== null) return ofProblem('host.guid_rendering', problem)
  return pass('host.guid_rendering', {
    en: 'No other rendering matches more.',
    ja: 'ほかの表記のほうが多く一致することはありません。'
  })
}

function isKnown(folder: Surroundings['folder']): boolean {
  const state = openState(folder, 'read')
  if (!state.ok) return true
  try {
    return state.value.workspace.count('SELECT count(*) FROM state.known') > 0
  } finally {
    state.value.workspace.close()
  }
}
