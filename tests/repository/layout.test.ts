import { describe, expect, test } from 'vitest'
import { contents, projectFiles } from './tree.ts'

/** The stages, in the order in which a run goes through them: each folder imports from those to its left. */
const STAGES = [
  'model',
  'problems',
  'windows',
  'secrets',
  'ldap',
  'config',
  'directory',
  'mapping',
  'state',
  'desired',
  'service',
  'compare',
  'plan',
  'guard',
  'apply',
  'report',
  'run',
  'preflight',
  'cli'
]

/** Where a folder takes something from its right, and why that is right all the same. */
const EXCEPTIONS = [
  { from: 'model', to: 'problems', because: 'a Result carries problems, and problems name the objects of the model' },
  { from: 'problems', to: 'ldap', because: "words are chosen by the filter parser's faults: their types alone" },
  { from: 'problems', to: 'directory', because: "words are chosen by the connection's faults: their types alone" },
  {
    from: 'ldap',
    to: 'directory',
    because: 'a filter is evaluated on an entry as the directory gives it out: its type alone'
  },
  { from: 'config', to: 'mapping', because: 'the checked configuration holds the mapping compiled' }
]

interface Import {
  readonly file: string
  readonly from: string
  readonly to: string
}

describe('the folders of src', () => {
  test('are the stages of a run and nothing else', () => {
    const folders = new Set(
      sources()
        .map((path) => path.split('/')[1] ?? '')
        .filter((name) => !name.endsWith('.ts'))
    )
    expect([...folders].filter((name) => !STAGES.includes(name))).toEqual([])
  })

  test('import from their left only', () => {
    const wrong = importsBetweenStages().filter(
      ({ from, to }) => STAGES.indexOf(to) > STAGES.indexOf(from) && !isException(from, to)
    )
    expect(wrong).toEqual([])
  })

  test('use every exception that is made', () => {
    const imports = importsBetweenStages()
    expect(EXCEPTIONS.filter((it) => !imports.some(({ from, to }) => from === it.from && to === it.to))).toEqual([])
  })

  test('import no test and no build script', () => {
    expect(sources().filter((path) => /from '(\.\.\/)+(tests|build)\//.test(contents(path)))).toEqual([])
  })
})

function isException(from: string, to: string): boolean {
  return EXCEPTIONS.some((it) => it.from === from && it.to === to)
}

function sources(): string[] {
  return projectFiles().filter((path) => path.startsWith('src/') && path.endsWith('.ts'))
}

function importsBetweenStages(): Import[] {
  return sources().flatMap((file) => {
    const from = file.split('/')[1] ?? ''
    if (from.endsWith('.ts')) return []
    return [...contents(file).matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)'/g)]
      .map((match) => new URL(match[1] ?? '', `file:///${file}`).pathname.split('/')[2] ?? '')
      .filter((to) => to !== from)
      .map((to) => ({ file, from, to }))
  })
}
