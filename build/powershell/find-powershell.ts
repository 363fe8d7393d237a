import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT } from '../executable/bundle.ts'

/** A `pwsh` that has Pester, or what to do to have one. */
export type PowerShell =
  | { readonly kind: 'found'; readonly pwsh: string }
  | { readonly kind: 'missing'; readonly because: string; readonly remedy: string }

/** The project's own PowerShell (build/powershell/setup.sh), set up where a .NET 10 SDK is; else one on the PATH that has Pester. */
export function findPowerShell(): PowerShell {
  const home = process.env['DIRSYNC_POWERSHELL'] ?? join(homedir(), '.cache', 'dirsync-powershell')
  const own = join(home, 'bin', 'pwsh')
  if (process.platform === 'linux' && hasDotnetSdk()) {
    const { status } = spawnSync('build/powershell/setup.sh', [], { cwd: ROOT, stdio: ['ignore', 2, 2] })
    if (status === 0) return { kind: 'found', pwsh: own }
    return { kind: 'missing', because: 'build/powershell/setup.sh failed: see above', remedy: 'run it by itself' }
  }
  if (existsSync(own)) return { kind: 'found', pwsh: own }
  if (hasPester('pwsh')) return { kind: 'found', pwsh: 'pwsh' }
  return {
    kind: 'missing',
    because: 'there is no .NET 10 SDK and no pwsh with Pester on the PATH',
    remedy:
      'install the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0): build/powershell/setup.sh then brings PowerShell and Pester'
  }
}

function hasDotnetSdk(): boolean {
  const { stdout } = spawnSync('dotnet', ['--list-sdks'], { encoding: 'utf8' })
  return /^10\./m.test(stdout ?? '')
}

function hasPester(pwsh: string): boolean {
  const look = "if (Get-Module -ListAvailable Pester | Where-Object Version -ge '5.5.0') { 'yes' }"
  const { stdout } = spawnSync(pwsh, ['-NoProfile', '-NonInteractive', '-Command', look], { encoding: 'utf8' })
  return (stdout ?? '').trim() === 'yes'
}
