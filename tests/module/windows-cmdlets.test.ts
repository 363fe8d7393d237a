import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Call, FILES, parse } from './powershell-file.ts'
import data from './windows-cmdlets.json' with { type: 'json' }

/** Parameter sets as Windows Server has them, by module and cmdlet. */
const Sets = z.record(
  z.string(),
  z.array(z.object({ name: z.string(), mandatory: z.boolean(), positional: z.boolean() }))
)
const CMDLETS = new Map(
  Object.values(z.record(z.string(), z.record(z.string(), Sets)).parse(data)).flatMap((module) =>
    Object.entries(module)
  )
)
const COMMON =
  /^(Verbose|Debug|ErrorAction|WarningAction|InformationAction|ErrorVariable|WarningVariable|InformationVariable|OutVariable|OutBuffer|PipelineVariable|WhatIf|Confirm)$/i

describe('calls of Windows cmdlets', () => {
  test('use parameters that one of the true parameter sets has', () => {
    const calls = FILES.flatMap((file) => file.calls)
    expect(calls.flatMap((call) => fault(call) ?? [])).toEqual([])
  })

  test.each([
    ['Get-ScheduledTask -TaskName Sync', null],
    ['Get-ScheduledTask -Name Sync', 'Get-ScheduledTask has no parameter set with -Name'],
    [
      'Register-ScheduledTask -Xml $xml -TaskName a -Principal $p',
      'Register-ScheduledTask has no parameter set with -Xml -TaskName -Principal'
    ],
    ['Get-ADDomain -Server dc1', null],
    ['Get-ADServiceAccount @which -Server dc1', null],
    ['Get-ADServiceAccount @which -Servers dc1', 'Get-ADServiceAccount has no parameter set with -Servers']
  ])('%s: %s', (text, expected) => {
    const [call] = parse('x.ps1', new TextEncoder().encode(text)).calls
    expect(call === undefined ? 'no call' : fault(call)).toEqual(expected)
  })
})

/** PowerShell takes an unambiguous beginning of a name; the module writes names in full. */
function fault(call: Call): string | null {
  const sets = CMDLETS.get(call.name)
  if (sets === undefined) return null
  const given = call.parameters.filter((name) => !COMMON.test(name))
  const fits = Object.values(sets).some((set) => {
    const has = given.every((name) => set.some((each) => each.name.toLowerCase() === name.toLowerCase()))
    const lacks = set.some(
      (each) =>
        each.mandatory && !each.positional && !given.some((name) => name.toLowerCase() === each.name.toLowerCase())
    )
    return has && (call.splatted || !lacks)
  })
  return fits ? null : `${call.name} has no parameter set with ${given.map((name) => `-${name}`).join(' ')}`
}
