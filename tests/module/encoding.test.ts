import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MODULE, modulePaths } from './powershell-file.ts'

const files = modulePaths(/\.(ps1|psm1|psd1|ps1xml|txt)$/).map((path) => ({
  path,
  bytes: readFileSync(join(MODULE, path))
}))

test('files with more than ASCII begin with a byte order mark: Windows PowerShell takes them for ANSI otherwise', () => {
  const naked = files.filter(({ bytes }) => bytes.some((byte) => byte > 0x7f) && !hasMark(bytes))
  expect(naked.map(({ path }) => path)).toEqual([])
})

test('a byte order mark is nowhere but at the beginning', () => {
  const double = files.filter(({ bytes }) => bytes.toString('utf8').lastIndexOf('\ufeff') > 0)
  expect(double.map(({ path }) => path)).toEqual([])
})

test('there are Japanese texts among them', () => {
  expect(files.filter(({ bytes }) => hasMark(bytes)).length).toBeGreaterThan(3)
})

function hasMark(bytes: Buffer): boolean {
  return bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
}
