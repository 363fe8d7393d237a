# What the tests of the batch right begin with; dot-sourced in their BeforeAll.
Import-Module (Join-Path $PSScriptRoot 'DirSyncTests.psm1') -Force
Import-Module (Join-Path $PSScriptRoot '../stand-ins/UserRights.psm1') -Force
Import-TestedModule
$svc = 'S-1-5-21-1-2-3-1104'
$gmsa = 'S-1-5-21-1-2-3-1105'
$localUser = 'S-1-5-21-9-9-9-1001'
$group = 'S-1-5-21-1-2-3-1200'
$defaults = @('*S-1-5-32-544', '*S-1-5-32-551', '*S-1-5-32-559')
$definesBatch = "[Unicode]`nUnicode=yes`n[Version]`nsignature=`"`$CHICAGO`$`"`nRevision=1`n[Privilege Rights]`nSeBatchLogonRight = *S-1-5-32-544,*S-1-5-32-551`n"
$definesNothing = "[Unicode]`nUnicode=yes`n[Version]`nsignature=`"`$CHICAGO`$`"`nRevision=1`n[System Access]`nMinimumPasswordLength = 7`n"
$formerData = $env:DIRSYNC_DATA
. (Join-Path $PSScriptRoot '../stand-ins/UserRights.Mocks.ps1')

function New-Machine {
    param ([int] $DomainRole = 3)
    $made = New-MachineStandIn -Folder (Join-Path $TestDrive ([guid]::NewGuid())) -DomainRole $DomainRole
    $env:DIRSYNC_DATA = (New-Item -ItemType Directory -Path (Join-Path $made.Folder 'data')).FullName
    if ($DomainRole -in 1, 3) {
        $null = Add-GpoStandIn $made '{31B2F340-016D-11D2-945F-00C04FB984F9}' 'Default Domain Policy' -Template $definesNothing
    }
    if ($DomainRole -ge 4) {
        $null = Add-GpoStandIn $made '{6AC1786C-016F-11D2-945F-00C04FB984F9}' 'Default Domain Controllers Policy' -Template $definesBatch
    }
    $made
}

function Set-Installed {
    # An install.json as an installation leaves it.
    param ([string] $Sid, [bool] $Granted = $false, [AllowNull()] [string] $By, [AllowNull()] [string] $Gpo)
    $record = [ordered]@{
        schemaVersion = 1; version = '0.1.0'; account = @{ sid = $Sid; name = 'x'; kind = 'password' }
        batchRight = @{ granted = $Granted; by = $By; gpo = $Gpo }; eventSource = $true; tasks = @{ folder = '\DirSync' }
        pause = $null; installedAt = '2026-11-24T00:00:00Z'
    }
    [System.IO.File]::WriteAllText((Join-Path $env:DIRSYNC_DATA 'install.json'), (ConvertTo-Json $record -Depth 5))
}

function Get-Installed {
    Get-Content -LiteralPath (Join-Path $env:DIRSYNC_DATA 'install.json') -Raw | ConvertFrom-Json
}

function Get-Refusal {
    # The error record that a call ends with.
    param ([scriptblock] $Call)
    try { $null = & $Call } catch { return $_ }
    throw 'it was not refused'
}
