import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { install } from './installation.ts'

test('a first sync creates everybody, a second one finds nothing to do and sends nothing', async () => {
  const it = await install()
  const [taro = ''] = await it.addUsers(2)
  const group = await it.directory.addGroup({ cn: '営業部', member: [taro] })

  const first = await it.json('sync')
  expect(first).toMatchObject({ command: 'sync', exitCode: 0, mode: 'normal', heldId: null, truncated: false })
  expect(first.counts).toMatchObject({ users: { create: 2 }, groups: { create: 1 }, memberships: { add: 1 } })
  expect(first.operations?.map(({ action, dn, result }) => [action, dn, result.status])).toContainEqual([
    'create',
    group,
    'done'
  ])
  expect(it.service.model.users.live.all()).toHaveLength(3)

  it.service.log.clear()
  const second = await it.json('sync')
  expect(second).toMatchObject({ exitCode: 0, operations: [], operationsTotal: 0 })
  expect(second.counts).toMatchObject({ users: { unchanged: 2 }, groups: { unchanged: 1 } })
  expect(it.service.writes()).toEqual([])
  expect(it.service.bugs).toEqual([])
})

test('without --json an administrator reads what was done to whom, and why, in his language', async () => {
  const it = await install()
  const [taro = ''] = await it.addUsers(1)
  expect((await it.run('sync')).stdout).toMatch(
    /Create 1 user\n {2}user1@example\.jp {2}new in the directory {2}CN=山田 1,/
  )
  await it.directory.setAttributes(taro, { department: '開発部' })
  const { stdout, stderr } = await it.run('sync', '--lang', 'ja')
  expect(stdout).toContain('ユーザーの更新: 1 件\n  user1@example.jp  ディレクトリまたはマッピングの変更')
  expect(stdout).toContain('      department: 営業部 → 開発部\n')
  expect(stdout).toContain('終了コード 0: すべて完了しました。')
  expect(stdout).not.toContain('\u001b')
  // What journald reads: the entry of the run alone.
  expect(stderr.split('\n').filter((line) => line !== '' && !line.startsWith('<6>'))).toEqual([])
})

test("the language is the system's unless --lang says otherwise", async () => {
  const it = await install()
  const started = it.start(['history'], { LANG: 'ja_JP.UTF-8' })
  expect((await started.ended).stdout).toContain('まだ一度も実行されていません。')
  expect((await it.start(['history', '--lang', 'en'], { LANG: 'ja_JP.UTF-8' }).ended).stdout).toContain(
    'There has been no run'
  )
})

test('--operations writes all operations with their results, one JSON a line', async () => {
  const it = await install()
  await it.addUsers(3)
  const file = join(it.home, 'operations.jsonl')
  await it.json('sync', '--operations', file)
  const lines = (await readFile(file, 'ascii')).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject(
    [1, 2, 3].map((number) => ({ name: `user${number}@example.jp`, result: { status: 'done' } }))
  )
})

test('--log-level logs to standard error and leaves standard output alone', async () => {
  const it = await install()
  await it.addUsers(1)
  const ended = await it.run('sync', '--json', '--log-level', 'info')
  expect(ended.stderr).toMatch(/INFO {2}sync started as run [0-9a-f-]{36}\n/)
  expect(JSON.parse(ended.stdout)).toMatchObject({ exitCode: 0 })
})
