import { existsSync, statSync } from 'node:fs'
import type { Config } from '../config/config.ts'
import type { Source } from '../desired/desired-state.ts'
import { isNonEmpty } from '../model/result.ts'
import { checkDomains, checkService } from '../run/identity.ts'
import { isLocked } from '../state/lock.ts'
import { openState } from '../state/open-state.ts'
import { type Check, fail, ofProblem, pass, same, skip, warn } from './check.ts'
import { causeOf, writeProbe } from './host.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * The known state, read from a private copy.
 * @param sources of the domains that were bound to: whether the state is theirs
 */
export function stateChecks({ folder }: Surroundings, config: Config | null, sources: readonly Source[]): Check[] {
  const checks = [writableCheck(folder.state, folder.database), lockCheck(folder)]
  const opened = openState(folder, 'read')
  if (!opened.ok) return [ofProblem('state.database', opened.problems[0]), ...checks]
  const { workspace, origin, warnings } = opened.value
  try {
    const [warning] = warnings
    if (warning !== undefined) {
      const check = ofProblem('state.database', warning)
      // A backup takes over by itself; without any, approvals and the guards' baselines are gone, and someone should know before.
      checks.unshift(origin === 'lost' ? { ...check, status: 'fail' } : check)
    } else if (origin === 'first')
      checks.unshift(pass('state.database', { en: 'There has been no run yet.', ja: 'まだ一度も実行していません。' }))
    else {
      const known = workspace.count('SELECT count(*) FROM state.known')
      checks.unshift(
        pass('state.database', { en: `${known} objects are known.`, ja: `既知のオブジェクトは ${known} 件です。` })
      )
    }
    if (config === null) return checks
    const problems = [
      ...checkService(config, workspace),
      ...(isNonEmpty(sources) ? checkDomains(sources, workspace) : [])
    ]
    const [differs] = problems
    const service = config.scim.baseUrl.href
    const theirs = sources.map(({ session }) => session.controller.defaultNamingContext)
    return [
      ...checks,
      differs === undefined
        ? pass('state.identity', same([service, ...theirs].join(', ')))
        : ofProblem('state.identity', differs)
    ]
  } finally {
    workspace.close()
  }
}

function writableCheck(folder: string, database: string): Check {
  if (!existsSync(folder))
    return skip('state.writable', { en: `${folder} is not there yet.`, ja: `${folder} はまだ存在しません。` })
  const cause = statSync(folder).isDirectory() ? writeProbe(folder) : 'ENOTDIR'
  if (cause === null) return pass('state.writable', same(database))
  const seen = { en: `${folder} can't be written: ${cause}.`, ja: `${folder} に書き込めません: ${cause}。` }
  const remedy = {
    en: 'Give the account of the scheduled task the right to create, change and delete files there (Register-DirSyncTask sets it).',
    ja: 'タスクの実行アカウントに、このフォルダーでファイルを作成・変更・削除する権限を与えてください (Register-DirSyncTask で設定されます)。'
  }
  return fail('state.writable', seen, remedy)
}

function lockCheck(folder: Surroundings['folder']): Check {
  try {
    if (!isLocked(folder)) return pass('state.lock', { en: 'No run is going on.', ja: '実行中の処理はありません。' })
    const remedy = {
      en: 'Nothing has to be done. To end it orderly: `dirsync stop` (PowerShell: Stop-DirSync).',
      ja: '対処は不要です。正常に停止する場合は `dirsync stop` (PowerShell では Stop-DirSync) を実行してください。'
    }
    return warn('state.lock', { en: 'A run is going on.', ja: '実行中の処理があります。' }, remedy)
  } catch (error) {
    return ofProblem('state.lock', { code: 'state.not_readable', object: folder.lock, cause: causeOf(error) })
  }
}
