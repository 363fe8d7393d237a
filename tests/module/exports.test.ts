import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { FILES } from './powershell-file.ts'

/** What the module promises to users. */
const CMDLETS = [
  'Approve-DirSyncPlan',
  'Deny-DirSyncPlan',
  'Disable-DirSync',
  'Enable-DirSync',
  'Get-DirSyncHistory',
  'Get-DirSyncPlan',
  'Get-DirSyncStatus',
  'Grant-DirSyncBatchRight',
  'Install-DirSync',
  'New-DirSyncAccount',
  'Register-DirSyncTask',
  'Revoke-DirSyncBatchRight',
  'Set-DirSyncSecret',
  'Start-DirSync',
  'Stop-DirSync',
  'Test-DirSyncBatchRight',
  'Test-DirSyncConnection',
  'Uninstall-DirSync',
  'Unregister-DirSyncTask',
  'Update-DirSync'
]

const data = FILES.find(({ path }) => path === 'DirSync.psd1')?.text ?? ''
const exported = (/FunctionsToExport = @\(([^)]*)\)/.exec(data)?.[1] ?? '').match(/[\w-]+/g) ?? []

describe('the manifest', () => {
  test('exports the cmdlets, nothing else and nothing by a wildcard', () => {
    expect([...exported].sort()).toEqual(CMDLETS)
    for (const kind of ['Cmdlets', 'Variables', 'Aliases']) expect(data).toContain(`${kind}ToExport = @()`)
  })

  test('has the version of package.json, and runs on Windows PowerShell 5.1 and PowerShell 7', () => {
    expect(data).toContain(`ModuleVersion = '${manifest.version}'`)
    expect(data).toContain("PowerShellVersion = '5.1'")
    expect(data).toContain("CompatiblePSEditions = @('Desktop', 'Core')")
  })
})

describe('the files', () => {
  const scripts = FILES.filter(({ path }) => path.endsWith('.ps1'))

  test('of Public are the cmdlets', () => {
    const names = scripts.flatMap(({ path }) => /^Public\/(.+)\.ps1$/.exec(path)?.[1] ?? [])
    expect(names).toEqual(CMDLETS)
  })

  test('define one function each, of the same name', () => {
    const other = scripts.filter(({ path, functions }) => functions.join() !== path.replace(/^.*\/|\.ps1$/g, ''))
    expect(other.map(({ path, functions }) => ({ path, functions }))).toEqual([])
  })

  test('of the module have names that are there once', () => {
    const names = scripts.map(({ path }) => path.replace(/^.*\//, ''))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('are called by somebody', () => {
    const called = new Set(FILES.flatMap(({ calls }) => calls.map(({ name }) => name.toLowerCase())))
    const everything = FILES.map(({ text }) => text).join('\n')
    const idle = scripts
      .filter(({ path }) => path.startsWith('Private/'))
      .flatMap(({ functions }) => functions)
      .filter((name) => !called.has(name.toLowerCase()) && everything.split(name).length <= 2)
    expect(idle).toEqual([])
  })
})
