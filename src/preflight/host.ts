import { closeSync, existsSync, mkdtempSync, openSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileFaults, folderFaults } from '../secrets/file-faults.ts'
import { accountCheck, rightsCheck } from './account.ts'
import { type Check, fail, ofProblem, pass, same, warn } from './check.ts'
import type { Surroundings } from './surroundings.ts'

const MB = 1024 * 1024
const DISK_WARN_BYTES = 1024 * MB
const DISK_FAIL_BYTES = 100 * MB
const CLOCK_WARN_MS = 60_000
/** As Kerberos has it by default (MS-KILE): beyond it nothing that bears a time is believed. */
const CLOCK_FAIL_MS = 300_000

/** What the machine and the account are like. */
export function hostChecks(around: Surroundings): Check[] {
  return [
    ...configChecks(around),
    configFileCheck(around),
    accountCheck(),
    rightsCheck(around.folder.path),
    ...secretsChecks(around),
    dataFolderCheck(around),
    temporaryFolderCheck(),
    diskCheck(around),
    ...environmentChecks(around),
    proxyCheck(around)
  ]
}

export function configChecks({ config, configFile }: Surroundings): Check[] {
  if (!config.ok) return config.problems.map((problem) => ofProblem('host.config', problem, configFile))
  const { warnings } = config.value
  if (warnings.length > 0) return warnings.map((problem) => ofProblem('host.config', problem, configFile))
  return [pass('host.config', same(configFile))]
}

function configFileCheck({ configFile }: Surroundings): Check {
  const [fault] = fileFaults({ path: configFile, secret: false, readers: [] })
  return fault === undefined ? pass('host.config_file', same(configFile)) : ofProblem('host.config_file', fault)
}

function secretsChecks({ secrets }: Surroundings): Check[] {
  if (secrets === null || secrets.ok)
    return [pass('host.secrets', { en: 'Nothing is wrong with them.', ja: '問題はありません。' })]
  return secrets.problems.map((problem) => ofProblem('host.secrets', problem))
}

function dataFolderCheck({ folder: { path, state, logs, plans } }: Surroundings): Check {
  if (!existsSync(path)) {
    return pass('host.data_folder', {
      en: `${path} is not there yet; the first run makes it.`,
      ja: `${path} はまだ存在しません。最初の実行時に作成されます。`
    })
  }
  const [fault] = folderFaults(path)
  if (fault !== undefined) return ofProblem('host.data_folder', fault)
  // An installation on Windows makes these, and lets the account write nowhere else; one that isn't there yet is made by the run.
  const places = new Set([state, logs, plans].map((folder) => (existsSync(folder) ? folder : path)))
  for (const place of places) {
    const cause = writeProbe(place)
    if (cause !== null) return fail('host.data_folder', notWritable(place, cause), GRANT_WRITING)
  }
  return pass('host.data_folder', same(path))
}

const GRANT_WRITING = {
  en: 'Give the account of the scheduled task the right to write there (Register-DirSyncTask sets it), and free the disk where it is full.',
  ja: 'タスクの実行アカウントに書き込み権限を与え (Register-DirSyncTask で設定されます)、ディスクに空きがない場合は空きを確保してください。'
}

/** Makes a file in a folder and takes it away again. @returns why that failed, or null */
export function writeProbe(folder: string): string | null {
  const probe = join(folder, `.dirsync-test-${process.pid}`)
  try {
    closeSync(openSync(probe, 'wx', 0o600))
    rmSync(probe)
    return null
  } catch (error) {
    return causeOf(error)
  }
}

function temporaryFolderCheck(): Check {
  const folder = tmpdir()
  try {
    rmdirSync(mkdtempSync(join(folder, 'dirsync-test-')))
    return pass('host.temporary_folder', same(folder))
  } catch (error) {
    return fail('host.temporary_folder', notWritable(folder, causeOf(error)), {
      en: 'Set TEMP (Linux: TMPDIR) of the account to a folder that it can write.',
      ja: 'アカウントの環境変数 TEMP (Linux では TMPDIR) に、書き込み可能なフォルダーを設定してください。'
    })
  }
}

function notWritable(folder: string, cause: string) {
  return { en: `${folder} can't be written: ${cause}.`, ja: `${folder} に書き込めません: ${cause}。` }
}

function diskCheck({ folder, freeBytes }: Surroundings): Check {
  let existing = folder.path
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing)
  const free = freeBytes(existing)
  const megabytes = Math.floor(free / MB)
  const seen = { en: `${megabytes} MB are free at ${existing}.`, ja: `${existing} の空き容量は ${megabytes} MB です。` }
  const remedy = {
    en: 'Free space on this disk. The state, its backups and the logs (log.file in config.yml) lie there; a run that finds it full ends.',
    ja: 'ディスクの空き容量を確保してください。状態データベース、そのバックアップ、ログ (config.yml の log.file) を保存しています。空きがなくなると実行が終了します。'
  }
  if (free < DISK_FAIL_BYTES) return fail('host.disk', seen, remedy)
  return free < DISK_WARN_BYTES ? warn('host.disk', seen, remedy) : pass('host.disk', seen)
}

function environmentChecks({ environmentProblems }: Surroundings): Check[] {
  if (environmentProblems.length === 0)
    return [pass('host.environment', { en: 'None is set.', ja: '設定されていません。' })]
  // The executables refuse to start with them; from its sources the program goes on.
  return environmentProblems.map((problem) => ({ ...ofProblem('host.environment', problem), status: 'warn' }))
}

function proxyCheck({ env, config }: Surroundings): Check {
  const variable = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].find((name) => env[name])
  const proxy = config.ok ? config.value.config.scim.proxy : null
  if (proxy !== null) return pass('host.proxy', same(`config.yml: ${proxy.address}:${proxy.port}`))
  if (variable === undefined) return pass('host.proxy', { en: 'No proxy.', ja: 'プロキシはありません。' })
  const seen = {
    en: `${variable} is set, but config.yml names no proxy: the service is connected to directly.`,
    ja: `${variable} が設定されていますが、config.yml にプロキシの設定がないため、サービスに直接接続します。`
  }
  const remedy = {
    en: 'If the proxy is needed, name it in iid.scim.http.proxy.',
    ja: 'プロキシが必要な場合は iid.scim.http.proxy に指定してください。'
  }
  return warn('host.proxy', seen, remedy)
}

/** @param serviceTime of the answer's Date header (RFC 9110 §6.6.1), in whole seconds */
export function clockCheck(serviceTime: Date, now: Date): Check {
  const apart = now.getTime() - serviceTime.getTime()
  const seconds = Math.round(Math.abs(apart) / 1000)
  const seen = {
    en: `It is ${seconds} s ${apart < 0 ? 'behind' : 'ahead of'} the clock of the service.`,
    ja: `サービスの時計より ${seconds} 秒${apart < 0 ? '遅れて' : '進んで'}います。`
  }
  const remedy = {
    en: 'Set the clock right: "w32tm /resync" takes the time from the time server (in a domain from its controllers).',
    ja: '時刻を合わせてください。「w32tm /resync」でタイムサーバー (ドメイン内ではドメインコントローラー) と同期できます。'
  }
  if (Math.abs(apart) >= CLOCK_FAIL_MS) return fail('host.clock', seen, remedy)
  return Math.abs(apart) >= CLOCK_WARN_MS ? warn('host.clock', seen, remedy) : pass('host.clock', seen)
}

export function causeOf(error: unknown): string {
  return error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error)
}
