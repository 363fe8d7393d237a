import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import type { DirectorySession } from '../../src/directory/session.ts'
import { bad, good } from '../../src/model/result.ts'
import type { Problem } from '../../src/problems/problem.ts'
import type { Outcome, RunRequest, World } from '../../src/run/run.ts'
import { startRun } from '../../src/run/start.ts'
import { type DataFolder, dataFolder } from '../../src/state/data-folder.ts'
import { openState } from '../../src/state/open-state.ts'
import type { Row } from '../../src/state/workspace.ts'
import { NO_LIMITS, testConfig } from '../support/stages/config.ts'
import { fakeDirectory, type Listed } from '../support/stages/fake-directory.ts'
import { FakeService } from '../support/stages/fake-service.ts'

const MINUTE = 60_000

/** A directory, a service and a data folder that runs follow each other on; time goes by two hours a run. */
export class Site {
  listed: readonly Listed[]
  service = new FakeService()
  config: Config = testConfig({ more: NO_LIMITS })
  directory: (listed: readonly Listed[]) => DirectorySession = (listed) => fakeDirectory(listed)
  now = new Date('2026-11-24T09:00:00Z')
  folder: DataFolder

  constructor(...listed: readonly Listed[]) {
    this.listed = listed
    this.folder = dataFolder(temporaryFolder())
    this.service.put('user', { userName: 'admin@example.jp', 'emails.value': 'admin@example.jp' }, { id: 'owner' })
    this.service.owner = 'admin@example.jp'
  }

  /** Runs, then lets time go by. */
  async run(request: Partial<RunRequest> = {}, world: Partial<World> = {}): Promise<Outcome> {
    const outcome = await startRun(
      {
        config: this.config,
        folder: this.folder,
        mode: 'normal',
        full: false,
        confirm: false,
        approve: null,
        expected: null,
        ...request
      },
      {
        now: () => this.now,
        secrets: { token: () => 'token', ldapPassword: () => 'password', proxyPassword: () => null },
        openDirectory: async () => good(this.directory(this.listed)),
        openService: async () => good(this.service),
        signal: new AbortController().signal,
        stoppedBy: () => 'signal',
        progress: () => {},
        secondLookUpMs: 1,
        ...world
      }
    )
    this.passes(120)
    return outcome
  }

  passes(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * MINUTE)
  }

  /** What the state holds. */
  state(sql: string): Row[] {
    const opened = openState(this.folder, 'read')
    if (!opened.ok) throw new Error('the state can be read')
    try {
      return opened.value.workspace.all(sql)
    } finally {
      opened.value.workspace.close()
    }
  }

  /** The site as it is at this moment, on disk and at the service: what a kill leaves. */
  snapshot(): Site {
    const site = new Site(...this.listed)
    rmSync(site.folder.path, { recursive: true })
    cpSync(this.folder.path, site.folder.path, { recursive: true })
    site.service = this.service.clone()
    site.config = this.config
    site.now = new Date(this.now.getTime() + 120 * MINUTE)
    return site
  }
}

/** Gone with the test. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'dirsync-site-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

export function codes(outcome: Outcome): Problem['code'][] {
  return outcome.problems.map(({ code }) => code)
}

/** `action name: status`. */
export function operations(outcome: Outcome): string[] {
  return outcome.operations.map(({ action, name, status }) => `${action} ${name}: ${status}`).sort()
}

export function refusal(problem: Problem) {
  return async () => bad(problem)
}
