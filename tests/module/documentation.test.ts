import { describe, expect, test } from 'vitest'
import { readCommandLine } from '../../src/cli/program.ts'
import { contents, projectFiles } from '../repository/tree.ts'

/** Parameters that PowerShell itself gives to every cmdlet that is declared as ours are. */
const COMMON = ['WhatIf', 'Confirm', 'Verbose', 'ErrorAction', 'WarningAction', 'Full']
const DOCUMENTS = projectFiles().filter((path) => /^(README(\.ja)?|CHANGELOG|docs\/.*)\.md$/.test(path))
const ARCHITECTURE = 'docs/architecture.md'
const PRIVATE = projectFiles().filter((path) => /^powershell\/DirSync\/Private\/.*\.ps1$/.test(path))
const INSTALL = ['docs/install.md', 'docs/install.ja.md']

/** A cmdlet's parameters, each with the values that it takes; null: any. */
type Parameters = ReadonlyMap<string, readonly string[] | null>

const cmdlets: ReadonlyMap<string, Parameters> = new Map(
  exportedNames().map((name) => [name, parametersOf(contents(`powershell/DirSync/Public/${name}.ps1`))])
)

describe.each(DOCUMENTS)('%s', (path) => {
  const text = contents(path)

  test('names only cmdlets that the module exports', () => {
    const named = [...text.matchAll(/\b[A-Z][a-z]+-DirSync[A-Za-z]*/g)].map((match) => match[0])
    const isKnown = (name: string) =>
      cmdlets.has(name) || (path === ARCHITECTURE && PRIVATE.some((file) => file.endsWith(`/${name}.ps1`)))
    expect(named.filter((name) => !isKnown(name))).toEqual([])
  })

  test('gives cmdlets only parameters and values that they have', () => {
    expect(codeOf(text).flatMap(statementsOf).flatMap(faultsOf)).toEqual([])
  })
})

test(`${ARCHITECTURE} names every folder of the module's own functions, and no other`, () => {
  const folders = new Set(PRIVATE.map((path) => path.split('/')[3] ?? ''))
  const [, chapter = ''] = contents(ARCHITECTURE).split('## The PowerShell module')
  const rows = namesOf(chapter.split('## ')[0] ?? '', /^\| (`.*?) \|/gm).flatMap((row) => namesOf(row, /`(\w+)`/g))
  expect(rows.sort()).toEqual([...folders].sort())
})

test('docs/windows-facts.md and the script that looks speak of the same facts, ten at most', () => {
  const listed = namesOf(contents('docs/windows-facts.md'), /^\| \d+ \| `([\w.]+)` \|/gm)
  expect(namesOf(contents('build/verify-on-windows.ps1'), /Test-Fact -Id '([\w.]+)'/g).sort()).toEqual(
    [...listed].sort()
  )
  expect(listed.length).toBeLessThanOrEqual(10)
})

describe.each(INSTALL)('%s', (path) => {
  const text = contents(path)

  test('shows every cmdlet that an administrator installs, renews and removes with', () => {
    const wanted = ['Install', 'Update', 'Uninstall', 'Enable', 'Disable'].map((verb) => `${verb}-DirSync`)
    expect([...wanted, 'Register-DirSyncTask', 'Set-DirSyncSecret'].filter((name) => !text.includes(name))).toEqual([])
  })

  test('links only to headings that it has', () => {
    const anchors = new Set(headingsOf(text).map(({ title }) => anchorOf(title)))
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] ?? '')
    expect(links.filter((link) => !anchors.has(link))).toEqual([])
  })

  test('gives commands of the program as it takes them', () => {
    const given = [
      ...codeOf(text).flatMap((code) => [...code.matchAll(/^ *dirsync (.+)$/gm)].map((match) => match[1] ?? '')),
      ...[...text.matchAll(/(?:<Arguments>|`)((?:sync|test|plan) --config [^<`]+)/g)].map((match) => match[1] ?? '')
    ]
    expect(given.length).toBeGreaterThanOrEqual(10)
    expect(given.filter((line) => readCommandLine(line.split(' '), process).kind === 'usage')).toEqual([])
  })

  test('has a parameter file that Install-DirSync takes', () => {
    const known = namesOf(contents('powershell/DirSync/Private/Install/Read-ParameterFile.ps1'), /^ {8}(\w+) = \[/gm)
    const [file = ''] = blocksOf(text).filter((block) => block.includes('@{'))
    const named = namesOf(file, /^ {4}(\w+) = /gm)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })

  test('has the access lists that the module sets', () => {
    const rights = contents('powershell/DirSync/Private/Folders/Get-DirSyncSddl.ps1')
    const entries = namesOf(rights, /'(?:Data|Work|Kept|Secret|Program)' \{ .*'([^']+)' \}$/gm)
    expect(entries.length).toBe(5)
    expect(entries.filter((entry) => !text.includes(entry.replaceAll('{0}', 'S-1-5-21-1-2-3-1105')))).toEqual([])
  })
})

describe('docs/install in both languages', () => {
  const [english = '', japanese = ''] = INSTALL.map(contents)

  test('has the same headings, level by level', () => {
    const levels = (text: string) => headingsOf(text).map(({ level }) => level)
    expect(levels(japanese)).toEqual(levels(english))
  })

  test('has the same code', () => {
    expect(blocksOf(japanese)).toEqual(blocksOf(english))
  })

  test('has tables of the same size', () => {
    const rows = (text: string) => text.match(/^\|.*\|$|^#.*$/gm)?.map((line) => line.split('|').length)
    expect(rows(japanese)).toEqual(rows(english))
  })

  test('speaks of the same cmdlets, parameters, options and codes in each chapter', () => {
    const named = (text: string) => chaptersOf(text).map((chapter) => [...new Set(chapter.match(NAMED))].sort())
    expect(named(japanese)).toEqual(named(english))
  })
})

const NAMED =
  /\b[A-Z][a-z]+-DirSync[A-Za-z]*|0x[0-9A-F]{5,8}\b|\bS-1-[\d-]+|`-[A-Z]\w+`|\b(?:ad|iid|run)\.\w+(?:\.\w+)*/g

describe('what is looked for', () => {
  test.each([
    ['Stop-DirSync', []],
    ['Start-DirSync -DryRun -Wait', []],
    ["Disable-DirSync -Reason 'not -This'", []],
    ['Test-DirSyncConnection -Only directory,service | Format-List -Property Id', []],
    ['Start-DirSync -Only host', ['Start-DirSync -Only']],
    ['Test-DirSyncConnection -Only network', ['Test-DirSyncConnection -Only network']]
  ])('%s', (statement, faults) => {
    expect(statementsOf(statement).flatMap(faultsOf)).toEqual(faults)
  })
})

function exportedNames(): string[] {
  const [, list = ''] = /FunctionsToExport = @\(([\s\S]*?)\)/.exec(contents('powershell/DirSync/DirSync.psd1')) ?? []
  return namesOf(list, /'([^']+)'/g)
}

/** What stands in the `param (…)` of a function. */
function parametersOf(code: string): Parameters {
  const [, block = ''] = /^ {4}param \(\n([\s\S]*?)^ {4}\)$/m.exec(code.replaceAll('\r', '')) ?? []
  const declarations = [...block.matchAll(/([\s\S]*?)\$(\w+)(?:\s*=[^\n]*?)?(?:,|)$/gm)]
  return new Map(
    declarations.map(([, before = '', name = '']) => {
      const [, set] = /\[ValidateSet\(([^)]*)\)\]/.exec(before) ?? []
      return [name, set === undefined ? null : namesOf(set, /'([^']+)'/g)]
    })
  )
}

/** Fenced blocks, and code between backticks outside of them. */
function codeOf(text: string): string[] {
  const spans = text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '').match(/`[^`\n]+`/g) ?? []
  return [...blocksOf(text), ...spans.map((span) => span.slice(1, -1))]
}

function blocksOf(text: string): string[] {
  return [...text.matchAll(/^( *)```\w*\n([\s\S]*?)\n *```$/gm)].map((match) =>
    (match[2] ?? '').replaceAll(new RegExp(`^${match[1]}`, 'gm'), '')
  )
}

/** The calls of our cmdlets in a piece of code, without the texts in them, each up to its end or the next cmdlet of a pipeline. */
function statementsOf(code: string): string[] {
  return code
    .replaceAll(/'[^'\n]*'|"[^"\n]*"/g, "''")
    .split(/[\n|;()]/)
    .flatMap((part) => /\b[A-Z][a-z]+-DirSync.*$/.exec(part)?.[0].trim() ?? [])
}

function faultsOf(statement: string): string[] {
  const [name = '', ...words] = statement.split(/\s+/)
  const parameters = cmdlets.get(name)
  if (parameters === undefined) return []
  return words.flatMap((word, index) => {
    if (!/^-[A-Z]/.test(word)) return []
    const [parameter = ''] = word.slice(1).split(':')
    if (!parameters.has(parameter)) return COMMON.includes(parameter) ? [] : [`${name} ${word}`]
    const values = parameters.get(parameter) ?? null
    const given = words[index + 1]
    if (values === null || given === undefined || /^[-$'A-Z]+$/.test(given)) return []
    return given.split(',').every((value) => values.includes(value)) ? [] : [`${name} ${word} ${given}`]
  })
}

interface Heading {
  readonly level: number
  readonly title: string
}

function headingsOf(text: string): Heading[] {
  return [...withoutBlocks(text).matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', title = '']) => ({
    level: marks.length,
    title
  }))
}

function chaptersOf(text: string): string[] {
  return withoutBlocks(text).split(/^#+ .*$/m)
}

function withoutBlocks(text: string): string {
  return text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')
}

/** As GitHub makes it of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-')
}

function namesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}
