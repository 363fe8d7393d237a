import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contents, projectFiles, ROOT } from './tree.ts'

const STORIES = ['docs/how-a-run-works.md', 'docs/architecture.md']

interface Named {
  readonly story: string
  readonly name: string
  readonly file: string
}

/** [`startRun`](../src/run/start.ts) */
const named: readonly Named[] = STORIES.flatMap((story) =>
  [...contents(story).matchAll(/\[`([^`]+)`\]\(([^)#]+\.ts)\)/g)].map((match) => ({
    story,
    name: match[1] ?? '',
    file: posix.join(posix.dirname(story), match[2] ?? '')
  }))
)

describe('the story of a run', () => {
  test('names its functions: there are many', () => {
    expect(named.filter(({ story }) => story === STORIES[0]).length).toBeGreaterThan(40)
  })

  test.each(named)('$name is in $file ($story)', ({ name, file }) => {
    expect(existsSync(join(ROOT, file))).toBe(true)
    expect(declares(contents(file), name)).toBe(true)
  })

  test('gives a link to every name that looks like a function', () => {
    const bare = STORIES.flatMap((story) =>
      [...contents(story).matchAll(/(?<!\[)`([a-z]+[A-Z]\w+)`/g)].map((match) => `${story}: ${match[1]}`)
    )
    expect(bare).toEqual([])
  })

  test('tells of every stage', () => {
    const folders = new Set(
      projectFiles()
        .filter((path) => /^src\/\w+\//.test(path))
        .map((path) => path.split('/')[1] ?? '')
    )
    const told = contents('docs/architecture.md')
    expect([...folders].filter((folder) => !told.includes(`\`${folder}\``))).toEqual([])
  })
})

describe('what is looked for', () => {
  test.each([
    ['export async function* walk<T>(', 'walk', true],
    ['export class Journal {\n  intend(): void {', 'Journal.intend', true],
    ['export interface Client {\n  send(request: string): void\n}', 'Client.send', true],
    ['export const LIMIT = 5', 'LIMIT', true],
    ['// walk(\nexport function other() { walk() }', 'walk', false],
    ['export class Journal {\n  allow(): void {', 'Journal.intend', false],
    ['export class Diary {\n  intend(): void {', 'Journal.intend', false]
  ])('%j declares %s: %s', (code, name, expected) => {
    expect(declares(code, name)).toBe(expected)
  })
})

/** Whether a file declares `name` for others, or `Type.method`. */
function declares(code: string, name: string): boolean {
  const [outer = '', method] = name.split('.')
  const declared = new RegExp(
    String.raw`^export (async )?(function\*?|class|interface|type|const) ${outer}\b`,
    'm'
  ).test(code)
  return declared && (method === undefined || new RegExp(String.raw`^ {2}(async )?\*?${method}\(`, 'm').test(code))
}
