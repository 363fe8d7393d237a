import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isLocked, takeLock } from '../../src/state/lock.ts'
import { fingerprint, folderOfTest, otherProcess } from './folder.ts'

test('one at a time, also in one process', () => {
  const folder = folderOfTest()
  mkdirSync(folder.state)
  const lock = takeLock(folder)
  expect(lock).not.toBe(null)
  expect(takeLock(folder)).toBe(null)
  lock?.release()
  const again = takeLock(folder)
  expect(again).not.toBe(null)
  again?.release()
})

test('another process holds it, until it is killed', async () => {
  const folder = folderOfTest()
  mkdirSync(folder.state)
  const other = otherProcess(folder, 'lock')
  expect(await other.says()).toBe('held')
  expect(takeLock(folder)).toBe(null)
  expect(isLocked(folder)).toBe(true)
  await other.kill()
  expect(isLocked(folder)).toBe(false)
  const lock = takeLock(folder)
  expect(lock).not.toBe(null)
  lock?.release()
})

test('whoever only looks leaves no trace', async () => {
  const folder = folderOfTest()
  expect(isLocked(folder)).toBe(false)
  expect(fingerprint(folder)).toEqual([])
  mkdirSync(folder.state)
  takeLock(folder)?.release()
  const before = fingerprint(folder)
  expect(isLocked(folder)).toBe(false)
  expect(fingerprint(folder)).toEqual(before)
})

test('a folder that is not there is an error, not a lock', () => {
  expect(() => takeLock(folderOfTest())).toThrow()
})
