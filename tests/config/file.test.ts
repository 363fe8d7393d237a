import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { MAX_FILE_BYTES } from '../../src/config/read-file.ts'
import { inWords, PROBLEM_CODES, type Problem } from '../../src/problems/problem.ts'
import { MINIMAL } from './support.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function problemOf(content: Buffer | string | null): Problem | undefined {
  const file = join(folder, 'config.yml')
  rmSync(file, { force: true })
  if (content !== null) writeFileSync(file, content)
  const result = loadConfig(file)
  return result.ok ? undefined : result.problems[0]
}

/** 設定 in Shift_JIS. */
const SHIFT_JIS = Buffer.from([0x90, 0xdd, 0x92, 0xe8])

describe('the file', () => {
  test('that is there and right loads', () => {
    expect(problemOf(MINIMAL)).toBeUndefined()
    expect(problemOf(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(MINIMAL)]))).toBeUndefined()
  })

  test('that is missing, a folder, or below a file is named', () => {
    expect(problemOf(null)).toMatchObject({ code: 'config.file_missing', object: join(folder, 'config.yml') })
    const inFolder = loadConfig(folder)
    expect(inFolder.ok ? null : inFolder.problems).toEqual([{ code: 'config.not_a_file', object: folder }])
    writeFileSync(join(folder, 'plain'), '')
    const below = loadConfig(join(folder, 'plain', 'config.yml'))
    expect(below.ok ? null : below.problems[0].code).toBe('config.file_missing')
  })

  test('is read up to 1 MiB', () => {
    const padded = (bytes: number) => `${MINIMAL}#${'x'.repeat(bytes - MINIMAL.length - 1)}`
    expect(problemOf(padded(MAX_FILE_BYTES))).toBeUndefined()
    expect(problemOf(padded(MAX_FILE_BYTES + 1))).toMatchObject({
      code: 'config.file_too_large',
      bytes: MAX_FILE_BYTES + 1
    })
  })

  test('in Shift_JIS is refused, at the first character that is not UTF-8', () => {
    expect(problemOf(Buffer.concat([Buffer.from('# ok\nlog: # '), SHIFT_JIS, Buffer.from('\n')]))).toMatchObject({
      code: 'config.not_utf8',
      looksLike: 'Shift_JIS',
      line: 2,
      column: 8
    })
  })

  test.each([
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('log:\n', 'utf16le')])],
    ['UTF-16 without one', Buffer.from('log:\n', 'utf16le')]
  ])('in %s is refused', (_, content) => {
    expect(problemOf(content)).toMatchObject({ code: 'config.not_utf8', looksLike: 'UTF-16', line: 1 })
  })
})

test('every problem of the configuration has a code of this area, and the words of each language differ', () => {
  const problem = problemOf('foo: 1')
  expect(
    PROBLEM_CODES.filter((code) => code.startsWith('config.')).every((code) => /^config\.[a-z0-9_]+$/.test(code))
  ).toBe(true)
  expect(problem && inWords(problem, 'en').message).toContain('config.yml:1:1')
  expect(problem && inWords(problem, 'ja').message).toContain('config.yml:1:1')
})
