import { describe, expect, test } from 'vitest'
import { readCommandLine } from '../../src/cli/program.ts'
import { parseConfig } from '../../src/config/load-config.ts'
import { inWords } from '../../src/problems/problem.ts'
import { contents } from './tree.ts'

const READMES = ['README.md', 'README.ja.md']

describe.each(READMES)('%s', (readme) => {
  const text = contents(readme)

  test('begins with the two commands that a newcomer needs', () => {
    const [first = ''] = blocksOf(text, 'sh')
    expect(first.split('\n').map((line) => line.split('  ')[0])).toEqual(['npm run demo', 'npm test'])
  })

  test('shows a config.yml that is right, without a warning', () => {
    const [yaml = ''] = blocksOf(text, 'yaml')
    const parsed = parseConfig(yaml, '/config.yml')
    expect(parsed.ok ? parsed.value.warnings : parsed.problems.map((it) => inWords(it, 'en').message)).toEqual([])
  })

  test('names only commands and options that exist', () => {
    const lines = [...text.matchAll(/\bdirsync (?:--)?[a-z]+(?: (?:(?:--)?[a-z]+|ID))*/g)].map((match) => match[0])
    expect(lines).toContain('dirsync sync')
    const unknown = lines.filter((line) => readCommandLine(line.split(' ').slice(1), process).kind === 'usage')
    expect(unknown).toEqual([])
  })
})

test('both languages show the same configuration and the same commands', () => {
  const [english = '', japanese = ''] = READMES.map(contents)
  const withoutComments = (text: string) =>
    [...blocksOf(text, 'yaml'), ...blocksOf(text, 'sh')].map((block) => block.replace(/ +# .*$/gm, ''))
  expect(withoutComments(japanese)).toEqual(withoutComments(english))
})

/** Fenced blocks of a language, without the indentation of the list that they may stand in. */
function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(/^( *)```(\w+)\n([\s\S]*?)\n *```$/gm)]
    .filter((match) => match[2] === language)
    .map((match) => (match[3] ?? '').replaceAll(new RegExp(`^${match[1]}`, 'gm'), ''))
}
