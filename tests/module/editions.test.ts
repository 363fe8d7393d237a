import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import absent from './absent.json' with { type: 'json' }
import { type Call, FILES, type PowerShellFile, parse } from './powershell-file.ts'

const Names = z.array(z.string())
const Lists = z.looseObject({
  commands: Names,
  parameters: z.record(z.string(), Names),
  encodings: Names.default([]),
  variables: Names.default([]),
  types: Names.default([]),
  staticMembers: z.record(z.string(), Names),
  instanceMembers: Names.default([])
})
const WINDOWS_POWERSHELL = Lists.parse(absent.windowsPowerShell)
const POWERSHELL_7 = Lists.parse(absent.powerShell7)

describe('the module', () => {
  test('uses nothing that Windows PowerShell 5.1 has not', () => {
    expect(FILES.flatMap((file) => [...constructs(file), ...faults(file, WINDOWS_POWERSHELL)])).toEqual([])
  })

  test('uses nothing that PowerShell 7 has not', () => {
    expect(FILES.flatMap((file) => faults(file, POWERSHELL_7))).toEqual([])
  })
})

describe('what is looked for', () => {
  test.each([
    '$a = $b ? 1 : 2',
    '$a = $b ?? 1',
    '$a ??= 1',
    'Get-A && Get-B',
    'Get-A || Get-B',
    '$x = $(Get-A)?.Length',
    '$x = ConvertFrom-Json -InputObject $y -AsHashtable',
    'Set-Content -LiteralPath a -Value b -Encoding utf8NoBOM',
    'if ($IsWindows) { 1 }',
    '$x = [Convert]::ToHexString($bytes)',
    '$x = [System.Convert]::ToHexString($bytes)',
    '$start.ArgumentList.Add(1)',
    'Test-Json -Json $x',
    '1 | ForEach-Object -Parallel { 1 }'
  ])('5.1 has not: %s', (text) => {
    const file = fileOf(text)
    expect([...constructs(file), ...faults(file, WINDOWS_POWERSHELL)]).not.toEqual([])
  })

  test.each([
    "$x = 'what? a: b'",
    '# a ?? b && c',
    "Write-Verbose -Message 'ConvertFrom-Json -AsHashtable'",
    'Get-Service | Where-Object { $_.Name -ne $x }',
    '$x = $y | ? { $_ }'
  ])('5.1 has: %s', (text) => {
    const file = fileOf(text)
    expect([...constructs(file), ...faults(file, WINDOWS_POWERSHELL)]).toEqual([])
  })
})

function fileOf(text: string): PowerShellFile {
  return parse('x.ps1', new TextEncoder().encode(text))
}

/** Operators that came with PowerShell 7. */
function constructs({ path, code }: PowerShellFile): string[] {
  const found: string[] = []
  for (const [index, line] of code.split('\n').entries()) {
    const operators = /\?\?=?|&&|\|\||\?\.|\}\?\[/.exec(line) ?? /(?<![|(]\s*)(?<=\S\s)\?\s[^{]*\s:\s/.exec(line)
    if (operators !== null) found.push(`${path}:${index + 1}: ${operators[0]}`)
  }
  return found
}

function faults(file: PowerShellFile, lists: z.infer<typeof Lists>): string[] {
  return [
    ...file.calls.flatMap((call) => callFaults(call, lists)),
    ...file.variables.filter((name) => isIn(lists.variables, name)).map((name) => `${file.path}: $${name}`),
    ...memberFaults(file, lists)
  ]
}

function callFaults(call: Call, lists: z.infer<typeof Lists>): string[] {
  const at = `${call.file}:${call.line}: ${call.name}`
  if (isIn(lists.commands, call.name)) return [at]
  const parameters = Object.entries(lists.parameters).find(([name]) => same(name, call.name))?.[1] ?? []
  const encoding = /-Encoding\s+'?(\w+)/i.exec(call.text)?.[1] ?? ''
  return [
    ...call.parameters.filter((name) => isIn(parameters, name)).map((name) => `${at} -${name}`),
    ...(isIn(lists.encodings, encoding) ? [`${at} -Encoding ${encoding}`] : [])
  ]
}

function memberFaults({ path, code }: PowerShellFile, lists: z.infer<typeof Lists>): string[] {
  const found: string[] = []
  for (const match of code.matchAll(/\[([\w.]+)\](?:::(\w+))?/g)) {
    const [, type = '', member = ''] = match
    if (lists.types.some((name) => same(name, type) || same(name, `System.${type}`))) found.push(`${path}: [${type}]`)
    const members = Object.entries(lists.staticMembers).find(
      ([name]) => same(name, type) || same(name, `System.${type}`)
    )
    if (members !== undefined && isIn(members[1], member)) found.push(`${path}: [${type}]::${member}`)
  }
  for (const match of code.matchAll(/\.(\w+)/g))
    if (isIn(lists.instanceMembers, match[1] ?? '')) found.push(`${path}: .${match[1]}`)
  return found
}

function isIn(names: readonly string[], name: string): boolean {
  return names.some((each) => same(each, name))
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
