import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { KillSwitch } from './kill-switch.ts'

/** The product's modules, of the project's own source or of a copy with a deliberate fault in it. */
export interface ProductCode {
  readonly startRun: typeof import('../../src/run/start.ts')['startRun']
  readonly openDirectory: typeof import('../../src/directory/open-directory.ts')['openDirectory']
  readonly openService: typeof import('../../src/service/open-service.ts')['openService']
  readonly parseConfig: typeof import('../../src/config/load-config.ts')['parseConfig']
  readonly dataFolder: typeof import('../../src/state/data-folder.ts')['dataFolder']
  readonly decide: typeof import('../../src/run/decide.ts')['decide']
  readonly inWords: typeof import('../../src/problems/problem.ts')['inWords']
  /** From now on every change of the state asks this switch; null: none does. */
  killBy(killSwitch: KillSwitch | null): void
}

export const OWN_SOURCE = join(import.meta.dirname, '..', '..', 'src')

/** @param source folder with the same files as `src`, and packages to be found from it. */
export async function loadProduct(source: string = OWN_SOURCE): Promise<ProductCode> {
  const url = (file: string) => pathToFileURL(join(source, file)).href
  const start: typeof import('../../src/run/start.ts') = await import(url('run/start.ts'))
  const directory: typeof import('../../src/directory/open-directory.ts') = await import(
    url('directory/open-directory.ts')
  )
  const service: typeof import('../../src/service/open-service.ts') = await import(url('service/open-service.ts'))
  const config: typeof import('../../src/config/load-config.ts') = await import(url('config/load-config.ts'))
  const folder: typeof import('../../src/state/data-folder.ts') = await import(url('state/data-folder.ts'))
  const decide: typeof import('../../src/run/decide.ts') = await import(url('run/decide.ts'))
  const problem: typeof import('../../src/problems/problem.ts') = await import(url('problems/problem.ts'))
  const workspace: typeof import('../../src/state/workspace.ts') = await import(url('state/workspace.ts'))
  return {
    startRun: start.startRun,
    openDirectory: directory.openDirectory,
    openService: service.openService,
    parseConfig: config.parseConfig,
    dataFolder: folder.dataFolder,
    decide: decide.decide,
    inWords: problem.inWords,
    killBy: watchState(workspace.Workspace)
  }
}

const CHANGES_STATE = /\b(?:INTO|UPDATE|DELETE FROM)\s+state\.|^PRAGMA state\.wal_checkpoint/i

/**
 * Every transaction, and every statement outside one, that changes the known state is two side effects: about to happen, and durable. After
 * the process has died nothing is changed any more.
 */
function watchState(
  workspace: typeof import('../../src/state/workspace.ts')['Workspace']
): (killSwitch: KillSwitch | null) => void {
  let current: KillSwitch | null = null
  let inTransaction: { changes: boolean } | null = null
  const { transaction, run, exec } = workspace.prototype

  workspace.prototype.transaction = function <T>(work: () => T): T {
    const killSwitch = current
    if (killSwitch === null || inTransaction !== null) return transaction.call(this, work) as T
    killSwitch.stayDead()
    const mine = { changes: false }
    const value = transaction.call(this, () => {
      inTransaction = mine
      try {
        const made = work()
        if (mine.changes) killSwitch.effect('a transaction is about to be committed')
        return made
      } finally {
        inTransaction = null
      }
    }) as T
    if (mine.changes) killSwitch.effect('a transaction was committed')
    return value
  }
  workspace.prototype.run = function (sql, ...values) {
    return around(sql, () => run.call(this, sql, ...values))
  }
  workspace.prototype.exec = function (sql) {
    around(sql, () => exec.call(this, sql))
  }
  return (killSwitch) => {
    current = killSwitch
    inTransaction = null
  }

  function around<T>(sql: string, change: () => T): T {
    if (current === null) return change()
    current.stayDead()
    if (!CHANGES_STATE.test(sql)) return change()
    if (inTransaction !== null) {
      inTransaction.changes = true
      return change()
    }
    current.effect(`about to: ${sql}`)
    const value = change()
    current.effect(`done: ${sql}`)
    return value
  }
}
