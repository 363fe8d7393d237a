import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FILES, MODULE } from './powershell-file.ts'

const cmdlets = FILES.filter(({ path }) => path.startsWith('Public/'))

describe.each(cmdlets)('the help of $path', ({ text, functions, parameters }) => {
  const help = sections(/<#([\s\S]*?)#>/.exec(text)?.[1] ?? '')
  const of = (name: string) => help.filter((section) => section.name === name)
  const [cmdlet = ''] = functions

  test('says what it does, in a line and at length', () => {
    expect(of('SYNOPSIS')[0]?.body.split('\n')).toHaveLength(1)
    expect(of('DESCRIPTION')[0]?.body.length).toBeGreaterThan(40)
    expect(of('OUTPUTS')[0]?.body).toMatch(/\S/)
  })

  test('describes every parameter, and no other', () => {
    const described = of('PARAMETER').map(({ argument }) => argument)
    expect(described.sort()).toEqual([...parameters].sort())
    for (const { body } of of('PARAMETER')) expect(body.length).toBeGreaterThan(10)
  })

  test('has an example that calls it, and says what it is good for', () => {
    expect(of('EXAMPLE').length).toBeGreaterThan(0)
    expect(of('EXAMPLE').some(({ body }) => body.includes(cmdlet))).toBe(true)
    for (const { body } of of('EXAMPLE')) expect(body).toMatch(/\n\s*\n\s*\S/)
  })
})

describe.each(['en-US', 'ja-JP'])('about_DirSync in %s', (language) => {
  const file = join(MODULE, language, 'about_DirSync.help.txt')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''

  test('names every cmdlet', () => {
    expect(cmdlets.flatMap(({ functions }) => functions).filter((name) => !text.includes(name))).toEqual([])
  })

  test('has lines that fit a console', () => {
    expect(text.split('\n').filter((line) => width(line) > 80)).toEqual([])
  })
})

function sections(help: string): { name: string; argument: string; body: string }[] {
  const parts = help.split(/^\s*\.([A-Z]+)[^\S\n]*(\S*)[^\n]*$/m).slice(1)
  return Array.from({ length: parts.length / 3 }, (_, index) => ({
    name: parts[index * 3] ?? '',
    argument: parts[index * 3 + 1] ?? '',
    body: (parts[index * 3 + 2] ?? '').trim()
  }))
}

function width(line: string): number {
  return [...line].reduce((sum, character) => sum + (/[\u1100-\uffdc]/.test(character) ? 2 : 1), 0)
}
