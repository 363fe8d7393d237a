# -BatchRight Policy: the GPO that decides is changed on the PDC emulator, in its files and its object, and by nobody who may not.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'stand-ins/UserRights.psm1') -Force
    Import-TestedModule
    $svc = 'S-1-5-21-1-2-3-1104'
    $controllers = '{6AC1786C-016F-11D2-945F-00C04FB984F9}'
    $domainPolicy = '{31B2F340-016D-11D2-945F-00C04FB984F9}'
    $servers = '{11111111-1111-1111-1111-111111111111}'
    $head = "[Unicode]`nUnicode=yes`n[Version]`nsignature=`"`$CHICAGO`$`"`nRevision=1`n"
    $definesBatch = $head + "[Privilege Rights]`nSeNetworkLogonRight = *S-1-1-0`nSeBatchLogonRight = *S-1-5-32-544,*S-1-5-21-7-7-7-4711,旧サービス`n"
    $definesNothing = $head + "[System Access]`nMinimumPasswordLength = 7`n"
    $formerData = $env:DIRSYNC_DATA
    . (Join-Path $PSScriptRoot 'stand-ins/UserRights.Mocks.ps1')

    function New-Member {
        # A member server; a GPO of its servers defines the right, or no GPO does.
        param ([switch] $Undefined)
        $made = New-MachineStandIn -Folder (Join-Path $TestDrive ([guid]::NewGuid()))
        $env:DIRSYNC_DATA = (New-Item -ItemType Directory -Path (Join-Path $made.Folder 'data')).FullName
        $null = Add-GpoStandIn $made $domainPolicy 'Default Domain Policy' -Precedence 2 -Template $definesNothing
        if (-not $Undefined) { $null = Add-GpoStandIn $made $servers 'Servers' -Precedence 1 -Template $definesBatch }
        $made
    }

    function Get-Gpo { param ([string] $Id) $machine.Gpos.Values | Where-Object { $_.Id -eq $Id } }
    function Read-Wide { param ([string] $Path) [System.IO.File]::ReadAllText($Path, [System.Text.Encoding]::Unicode) }

    function Get-Refusal {
        param ([scriptblock] $Call)
        try { $null = & $Call } catch { return $_ }
        throw 'it was not refused'
    }

    function Assert-Untouched {
        # Files and objects as they were made.
        foreach ($gpo in $machine.Gpos.Values) {
            $gpo.VersionNumber | Should -Be 65539
            [System.IO.File]::ReadAllText((Join-Path $gpo.Folder 'gpt.ini')) | Should -BeExactly "[General]`r`nVersion=65539`r`ndisplayName=New Group Policy Object`r`n"
            $was = if ($gpo.Id -eq $domainPolicy) { $definesNothing } else { $definesBatch }
            Read-Wide $gpo.Template | Should -BeExactly ($was -replace "`n", "`r`n")
        }
    }
}

AfterAll {
    $env:DIRSYNC_DATA = $formerData
}

Describe 'A GPO that defines the right' {
    BeforeAll {
        $machine = New-Member
        $right = Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false
        $gpo = Get-Gpo $servers
    }

    It 'has the account at the end of the list, and everything else letter for letter' {
        Read-Wide $gpo.Template | Should -BeExactly (($definesBatch -replace '旧サービス', "旧サービス,*$svc") -replace "`n", "`r`n")
        [System.IO.File]::ReadAllBytes($gpo.Template)[0..1] | Should -Be 0xFF, 0xFE
    }

    It 'has both versions raised, equal, and the user half as it was' {
        $gpo.VersionNumber | Should -Be 65540
        [System.IO.File]::ReadAllText((Join-Path $gpo.Folder 'gpt.ini')) | Should -BeExactly "[General]`r`nVersion=65540`r`ndisplayName=New Group Policy Object`r`n"
    }

    It 'is in force on this machine afterwards, as LSA says' {
        $right.Held | Should -BeTrue
        $right.Granted | Should -BeTrue
        $right.GrantedBy | Should -Be 'policy'
        $right.DefinedBy | Should -Be 'Servers'
    }

    It 'was kept as it was before' {
        Read-Wide $right.Backup | Should -BeExactly ($definesBatch -replace "`n", "`r`n")
    }

    It 'was the only one that was changed; the local policy was not' {
        (Get-Gpo $domainPolicy).VersionNumber | Should -Be 65539
        $machine.Local['SeBatchLogonRight'] | Should -Not -Contain "*$svc"
    }

    It 'is not changed a second time' {
        (Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false).Granted | Should -BeFalse
        $gpo.VersionNumber | Should -Be 65540
    }
}

Describe 'On a domain controller' {
    It 'the Default Domain Controllers Policy is changed' {
        $machine = New-MachineStandIn -Folder (Join-Path $TestDrive ([guid]::NewGuid())) -DomainRole 5
        $null = Add-GpoStandIn $machine $controllers 'Default Domain Controllers Policy' -Template $definesBatch
        (Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false).Held | Should -BeTrue
        (Get-Gpo $controllers).VersionNumber | Should -Be 65540
    }
}

Describe '-WhatIf' {
    It 'shows the difference and changes nothing' {
        $machine = New-Member
        $file = Join-Path $TestDrive 'whatif.txt'
        Start-Transcript -Path $file > $null
        $right = Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -WhatIf
        Stop-Transcript > $null
        $right.Granted | Should -BeFalse
        $right.Backup | Should -BeNullOrEmpty
        $shown = Get-Content -LiteralPath $file -Raw
        $shown | Should -Match 'Servers'
        $shown | Should -Match ([regex]::Escape('- SeBatchLogonRight = *S-1-5-32-544,*S-1-5-21-7-7-7-4711,旧サービス'))
        $shown | Should -Match ([regex]::Escape("+ SeBatchLogonRight = *S-1-5-32-544,*S-1-5-21-7-7-7-4711,旧サービス,*$svc"))
        $shown | Should -Not -Match 'SeNetworkLogonRight'
        Assert-Untouched
        Get-ChildItem (Join-Path $machine.Folder 'security/templates') | Should -BeNullOrEmpty
    }
}

Describe 'A GPO that does not define the right yet, where none does' {
    It 'is not made to define it unless all holders are named' {
        $machine = New-Member -Undefined
        $refusal = Get-Refusal { Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false }
        $refusal.FullyQualifiedErrorId | Should -Be 'PolicyRightUndefined,Grant-DirSyncBatchRight'
        $refusal.ErrorDetails.RecommendedAction | Should -Match 'Performance Log Users'
        Assert-Untouched
    }

    It 'is not when -DefineList leaves one out who holds it now' {
        $machine = New-Member -Undefined
        $refusal = Get-Refusal { Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -DefineList 'S-1-5-32-544', 'BUILTIN\Backup Operators' -Confirm:$false }
        $refusal.FullyQualifiedErrorId | Should -Be 'PolicyDefineListIncomplete,Grant-DirSyncBatchRight'
        $refusal.Exception.Message | Should -Match 'Performance Log Users'
        $refusal.Exception.Message | Should -Not -Match 'Backup'
        Assert-Untouched
    }

    It 'is not when -DefineList names somebody who does not exist' {
        $machine = New-Member -Undefined
        { Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -DefineList 'S-1-5-32-544', 'Nobody' -Confirm:$false } |
            Should -Throw -ErrorId 'RightsAccountUnknown,*'
        Assert-Untouched
    }

    It 'is when all are named, by SID or by name, and the account is added' {
        $machine = New-Member -Undefined
        $right = Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -DefineList 'S-1-5-32-544', 'BUILTIN\Backup Operators', '*S-1-5-32-559' -Confirm:$false
        $right.Held | Should -BeTrue
        $right.DefinedBy | Should -Be 'Default Domain Policy'
        (Read-StandInTemplate (Get-Gpo $domainPolicy).Template)['SeBatchLogonRight'] | Should -Be '*S-1-5-32-544', '*S-1-5-32-551', '*S-1-5-32-559', "*$svc"
        Read-Wide (Get-Gpo $domainPolicy).Template | Should -Match 'MinimumPasswordLength = 7'
    }

    It 'gets template, gpt.ini and extension pair where it had none' {
        $machine = New-Member -Undefined
        $gpo = Get-Gpo $domainPolicy
        Remove-Item -LiteralPath $gpo.Template, (Join-Path $gpo.Folder 'gpt.ini')
        $gpo.VersionNumber = 0
        $gpo.ExtensionNames = ''
        $right = Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -DefineList 'S-1-5-32-544', 'S-1-5-32-551', 'S-1-5-32-559' -Confirm:$false
        $right.Held | Should -BeTrue
        $right.Backup | Should -BeNullOrEmpty
        $gpo.VersionNumber | Should -Be 1
        $gpo.ExtensionNames | Should -Be '[{827D319E-6EAC-11D2-A4EA-00C04F79F83A}{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}]'
        Read-Wide $gpo.Template | Should -Match 'signature="\$CHICAGO\$"'
    }
}

Describe 'Whom a GPO may be changed by and for' {
    It 'a domain administrator or an enterprise administrator: <Group>' -ForEach @(
        @{ Group = 'S-1-5-21-1-2-3-512'; May = $true }
        @{ Group = 'S-1-5-21-8-8-8-519'; May = $true }
        @{ Group = 'S-1-5-21-8-8-8-512'; May = $false }
        @{ Group = 'S-1-5-21-1-2-3-513'; May = $false }
    ) {
        $machine = New-Member
        $machine.CurrentGroups = @('S-1-5-32-544', $Group)
        if ($May) {
            (Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false).Held | Should -BeTrue
        }
        else {
            { Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false } | Should -Throw -ErrorId 'PolicyNeedsDomainAdministrator,*'
            Assert-Untouched
        }
    }

    It 'no account of this machine alone' {
        $machine = New-Member
        { Grant-DirSyncBatchRight -Account '.\dirsync' -BatchRight Policy -Confirm:$false } | Should -Throw -ErrorId 'PolicyLocalAccount,*'
        Assert-Untouched
    }

    It 'no GPO of another domain' {
        $machine = New-Member -Undefined
        $null = Add-GpoStandIn $machine $servers 'Forest servers' -Precedence 1 -Template $definesBatch -Domain 'DC=forest,DC=com'
        { Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false } | Should -Throw -ErrorId 'PolicyOfAnotherDomain,*'
        Assert-Untouched
    }
}

Describe 'What goes wrong while a GPO is changed' {
    It 'is taken back: <Fault>' -ForEach @(@{ Fault = 'Directory' }, @{ Fault = 'Lost' }) {
        $machine = New-Member
        $machine.WriteFault = $Fault
        $refusal = Get-Refusal { Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false }
        $refusal.FullyQualifiedErrorId | Should -Be 'PolicyNotWritten,Grant-DirSyncBatchRight'
        Assert-Untouched
    }

    It 'leaves no template behind where there was none' {
        $machine = New-Member -Undefined
        $machine.WriteFault = 'Directory'
        $gpo = Get-Gpo $domainPolicy
        Remove-Item -LiteralPath $gpo.Template
        { Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -DefineList 'S-1-5-32-544', 'S-1-5-32-551', 'S-1-5-32-559' -Confirm:$false } |
            Should -Throw -ErrorId 'PolicyNotWritten,*'
        $gpo.Template | Should -Not -Exist
    }

    It 'a template that somebody else changes meanwhile is not overwritten' {
        $machine = New-Member
        $gpo = Get-Gpo $servers
        Mock -ModuleName DirSync Backup-PolicyTemplate { Write-StandInTemplate $Gpo.TemplatePath ($definesBatch + "SeShutdownPrivilege = *S-1-5-32-544`n") }
        { Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false } | Should -Throw -ErrorId 'PolicyChangedMeanwhile,*'
        Read-Wide $gpo.Template | Should -Match 'SeShutdownPrivilege'
        $gpo.VersionNumber | Should -Be 65539
    }

    It 'a change that has not come to this machine yet is told, not believed' {
        $machine = New-Member
        $machine.Replicates = $false
        $right = Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue
        $right.Granted | Should -BeTrue
        $right.Held | Should -BeFalse
        "$warned" | Should -Match 'replication'
    }

    It 'and when it has come, nothing is changed any more' {
        $machine = New-Member
        $machine.Replicates = $false
        $null = Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false -WarningAction SilentlyContinue
        $machine.Replicates = $true
        $right = Grant-DirSyncBatchRight -Account $svc -BatchRight Policy -Confirm:$false
        $right.Held | Should -BeTrue
        $right.Granted | Should -BeFalse
        (Get-Gpo $servers).VersionNumber | Should -Be 65540
    }
}

Describe 'What was granted in a GPO' {
    BeforeAll {
        function Set-Installed {
            $record = @{
                schemaVersion = 1; version = '0.1.0'; account = @{ sid = $svc; name = 'x'; kind = 'password' }
                batchRight = @{ granted = $false; by = $null; gpo = $null }; eventSource = $true; tasks = @{ folder = '\DirSync' }
                pause = $null; installedAt = '2026-11-24T00:00:00Z'
            }
            [System.IO.File]::WriteAllText((Join-Path $env:DIRSYNC_DATA 'install.json'), (ConvertTo-Json $record -Depth 5))
        }
    }

    It 'is recorded, and taken back there: the list is letter for letter as it was' {
        $machine = New-Member
        Set-Installed
        $null = Grant-DirSyncBatchRight -BatchRight Policy -Confirm:$false
        $record = Get-Content -LiteralPath (Join-Path $env:DIRSYNC_DATA 'install.json') -Raw | ConvertFrom-Json
        $record.batchRight.by | Should -Be 'policy'
        $record.batchRight.gpo | Should -Be $servers

        $right = Revoke-DirSyncBatchRight -Confirm:$false
        $right.Revoked | Should -BeTrue
        $right.Held | Should -BeFalse
        Read-Wide (Get-Gpo $servers).Template | Should -BeExactly ($definesBatch -replace "`n", "`r`n")
        (Get-Gpo $servers).VersionNumber | Should -Be 65541
    }

    It 'is not there any more when an administrator took it out himself: nothing is changed' {
        $machine = New-Member
        Set-Installed
        $null = Grant-DirSyncBatchRight -BatchRight Policy -Confirm:$false
        Write-StandInTemplate (Get-Gpo $servers).Template $definesBatch
        (Revoke-DirSyncBatchRight -Confirm:$false).Revoked | Should -BeFalse
        (Get-Gpo $servers).VersionNumber | Should -Be 65540
    }
}
