import { describe, expect, test } from 'vitest'
import { FILES } from './powershell-file.ts'

interface Table {
  readonly file: string
  readonly texts: ReadonlyMap<string, string>
}

const english = tables('en-US')
const japanese = tables('ja-JP')
const keys = english.flatMap(({ texts }) => [...texts.keys()])

test('there are many, in tables of both languages', () => {
  expect(keys.length).toBeGreaterThan(100)
  expect(japanese.map(({ file }) => file)).toEqual(english.map(({ file }) => file))
})

describe.each(english)('$file', ({ file, texts }) => {
  const other = japanese.find((table) => table.file === file)?.texts ?? new Map<string, string>()

  test('has the same keys in both languages', () => {
    expect([...other.keys()].sort()).toEqual([...texts.keys()].sort())
  })

  test('has the same placeholders in both languages', () => {
    const unlike = [...texts].filter(([key, text]) => placeholders(text) !== placeholders(other.get(key) ?? ''))
    expect(unlike.map(([key]) => key)).toEqual([])
  })

  test('is Japanese in Japanese', () => {
    expect([...other].filter(([, text]) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text)).map(([key]) => key)).toEqual([])
  })
})

test('each key is there once in all tables', () => {
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

describe('the code', () => {
  const code = FILES.filter(({ path }) => path.endsWith('.ps1'))
  const used = code.flatMap(({ path, text }) =>
    [...text.matchAll(/\$(?:script:)?Text\.(\w+)/g)]
      .map((match) => ({ path, key: match[1] ?? '' }))
      .filter(({ key }) => !['ContainsKey', 'Keys', 'Count', 'Length'].includes(key))
  )

  test('uses no text that there is not', () => {
    expect(used.filter(({ key }) => !keys.includes(key))).toEqual([])
  })

  test('uses every text', () => {
    const all = code.map(({ text }) => text).join('\n')
    /** As `$Text["AccountNext$kind"]` and Get-TaskResultText compose them. */
    const composed = [...all.matchAll(/Text\["(\w*\$\{?\w+\}?\w*)"\]/g)]
      .map((match) => (match[1] ?? '').replace(/\$\{\w+\}|\$\w+/, '\\w+'))
      .filter((pattern) => pattern !== '\\w+Remedy')
    const pattern = new RegExp(`^(${['CoreResult[0-9A-F]{8}(Remedy)?', ...composed].join('|')})$`)
    const idle = keys.filter((key) => {
      const name = key.replace(/Remedy$/, '')
      return !pattern.test(key) && !new RegExp(`\\b${key}\\b`).test(all) && !new RegExp(`'${name}'`).test(all)
    })
    expect(idle).toEqual([])
  })
})

function tables(language: string): Table[] {
  return FILES.filter(({ path }) => new RegExp(`^${language}/Strings\\.\\w+\\.psd1$`).test(path)).map(
    ({ path, text }) => ({
      file: path.slice(language.length + 1),
      texts: new Map(
        [...text.matchAll(/^\s+(\w+) = (?:'((?:[^']|'')*)'|"((?:[^"`]|`.)*)")\r?$/gm)].map((match) => [
          match[1] ?? '',
          match[2] ?? match[3] ?? ''
        ])
      )
    })
  )
}

/** `{0:g}` and `{0}` take the same argument, and the order in a sentence is the language's. */
function placeholders(text: string): string {
  const numbers = [...text.matchAll(/\{(\d+)[^}]*\}/g)].map((match) => match[1] ?? '')
  return [...new Set(numbers)].sort().join()
}
