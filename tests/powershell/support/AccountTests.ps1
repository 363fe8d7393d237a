# What the tests of accounts begin with; dot-sourced in their BeforeAll.
Import-Module (Join-Path $PSScriptRoot 'DirSyncTests.psm1') -Force
Import-Module (Join-Path $PSScriptRoot '../stand-ins/UserRights.psm1') -Force
Import-TestedModule
$host_ = [System.Environment]::MachineName
$formerData = $env:DIRSYNC_DATA
$formerConfig = $env:DIRSYNC_CONFIG
. (Join-Path $PSScriptRoot '../stand-ins/UserRights.Mocks.ps1')
. (Join-Path $PSScriptRoot '../stand-ins/Accounts.Mocks.ps1')

function New-Machine {
    param ([int] $DomainRole = 3)
    $made = New-MachineStandIn -Folder (Join-Path $TestDrive ([guid]::NewGuid())) -DomainRole $DomainRole
    $env:DIRSYNC_DATA = (New-Item -ItemType Directory -Path (Join-Path $made.Folder 'data')).FullName
    $env:DIRSYNC_CONFIG = Join-Path $made.Folder 'config.yml'
    $made
}

function Enter-Domain {
    # The directory's modules, and an empty domain with a KDS root key of some hours ago; none with -1.
    param ([double] $KeyAge = 24, [bool] $SeesKeys = $true)
    Import-Module (Join-Path $PSScriptRoot '../stand-ins/ActiveDirectory.psm1') -Force -Global
    Import-Module (Join-Path $PSScriptRoot '../stand-ins/Kds.psm1') -Force -Global
    $domain = Reset-DirectoryStandIn
    if ($KeyAge -ge 0) { $domain.KdsRootKeys = @([pscustomobject]@{ KeyId = [guid]::NewGuid(); EffectiveTime = [datetime]::Now.AddHours(-$KeyAge) }) }
    Connect-KdsStandIn $domain $SeesKeys
    $domain
}

function Exit-Domain {
    Remove-Module -Name ActiveDirectory, Kds -ErrorAction Ignore
}

function Get-Refusal {
    param ([scriptblock] $Call)
    try { $null = & $Call } catch { return $_ }
    throw 'it was not refused'
}

function Read-Secret { param ([securestring] $Secret) [System.Net.NetworkCredential]::new('', $Secret).Password }
