import { expect, test } from 'vitest'
import { install } from './installation.ts'

test('a first sync creates everybody, a second one finds nothing to do', async () => {
  const it = await install()
  const taro = await it.directory.addUser({
    cn: '山田 太郎',
    mail: 'taro@example.jp',
    sn: '山田',
    givenName: '太郎',
    department: '営業部'
  })
  await it.directory.addGroup({ cn: '営業部', member: [taro] })
  const first = await it.run('sync', '--json', '--log-level', 'debug')
  console.log(first)
  const second = await it.run('sync', '--json')
  console.log(second)
  expect(first.exitCode).toBe(0)
})
