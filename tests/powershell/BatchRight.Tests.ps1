# The right to log on as a batch job, on machines of every kind. Effects are read back from the machine's stand-in.
BeforeAll {
    . (Join-Path $PSScriptRoot 'support/BatchRightTests.ps1')
}

AfterAll {
    $env:DIRSYNC_DATA = $formerData
}

Describe 'The row of the preparation page' {
    It 'is told by the machine: role <Role> is <Row>' -ForEach @(
        @{ Role = 0; Row = 'Local Security Policy' }
        @{ Role = 1; Row = 'Default Domain Policy' }
        @{ Role = 2; Row = 'Local Security Policy' }
        @{ Role = 3; Row = 'Default Domain Policy' }
        @{ Role = 4; Row = 'Default Domain Controllers Policy' }
        @{ Role = 5; Row = 'Default Domain Controllers Policy' }
    ) {
        $machine = New-Machine $Role
        (Test-DirSyncBatchRight -Account $svc).Row | Should -Be $Row
    }
}

Describe 'Test-DirSyncBatchRight' {
    It 'tells who holds the right himself' {
        $machine = New-Machine
        $machine.Local['SeBatchLogonRight'] += "*$svc"
        $right = Test-DirSyncBatchRight -Account 'CONTOSO\svc-dirsync'
        $right.PSTypeNames | Should -Contain 'DirSync.BatchRight'
        $right.Held | Should -BeTrue
        $right.Through | Should -BeNullOrEmpty
        $right.DefinedBy | Should -Be 'Local'
        $right.Denied | Should -BeFalse
        $right.Remedy | Should -BeNullOrEmpty
    }

    It 'tells through which group it is held' {
        $machine = New-Machine
        $machine.Groups[$svc] = @($group, 'S-1-5-32-545')
        $machine.Local['SeBatchLogonRight'] += "*$group"
        $right = Test-DirSyncBatchRight -Account $svc
        $right.Held | Should -BeTrue
        $right.Through | Should -Be 'CONTOSO\Batch accounts'
    }

    It 'takes the SIDs that a batch logon adds for groups, and those of another logon not' {
        $machine = New-Machine
        $machine.Local['SeBatchLogonRight'] = @('*S-1-5-3')
        (Test-DirSyncBatchRight -Account $svc).Held | Should -BeTrue
        $machine.Local['SeBatchLogonRight'] = @('*S-1-5-4')
        $machine.Groups[$svc] = @('S-1-5-4')
        (Test-DirSyncBatchRight -Account $svc).Held | Should -BeFalse
    }

    It 'says what to do where it is not held, and nobody defines it' {
        $machine = New-Machine
        $right = Test-DirSyncBatchRight -Account $svc
        $right.Held | Should -BeFalse
        $right.Remedy | Should -Be "Run Grant-DirSyncBatchRight -Account 'CONTOSO\svc-dirsync'."
    }

    It 'sees a denial that beats the grant: <Name>' -ForEach @(
        @{ Name = 'of the account'; Denied = '*S-1-5-21-1-2-3-1104'; Through = $null }
        @{ Name = 'of a group'; Denied = '*S-1-5-21-1-2-3-1200'; Through = 'CONTOSO\Batch accounts' }
    ) {
        $machine = New-Machine
        $machine.Groups[$svc] = @($group)
        $machine.Local['SeBatchLogonRight'] += "*$svc"
        $machine.Local['SeDenyBatchLogonRight'] = @($Denied)
        $right = Test-DirSyncBatchRight -Account $svc
        $right.Held | Should -BeTrue
        $right.Denied | Should -BeTrue
        $right.DeniedThrough | Should -Be $Through
        $right.Remedy | Should -Match 'Deny log on as a batch job'
    }

    It 'counts "Local account" for an account of the machine, and for one of the domain not' {
        $machine = New-Machine
        $machine.Local['SeDenyBatchLogonRight'] = @('*S-1-5-113')
        (Test-DirSyncBatchRight -Account '.\dirsync').Denied | Should -BeTrue
        (Test-DirSyncBatchRight -Account $svc).Denied | Should -BeFalse
    }

    It 'names the GPO that decides, and the winning one of two' {
        $machine = New-Machine
        $null = Add-GpoStandIn $machine '{11111111-1111-1111-1111-111111111111}' 'Servers' -Precedence 2 -Template $definesBatch
        (Test-DirSyncBatchRight -Account $svc).DefinedBy | Should -Be 'Servers'
        $null = Add-GpoStandIn $machine '{22222222-2222-2222-2222-222222222222}' '夜間バッチ' -Precedence 1 -Template $definesBatch
        $right = Test-DirSyncBatchRight -Account $svc
        $right.DefinedBy | Should -Be '夜間バッチ'
        $right.GpoId | Should -Be '{22222222-2222-2222-2222-222222222222}'
        $right.Remedy | Should -Match '夜間バッチ'
    }

    It 'takes no log for unknown, not for none' {
        $machine = New-Machine
        $machine.RsopLogging = $false
        (Test-DirSyncBatchRight -Account $svc).DefinedBy | Should -Be 'Unknown'
    }

    It 'needs no log where there is no domain' {
        $machine = New-Machine 2
        $machine.RsopLogging = $false
        (Test-DirSyncBatchRight -Account '.\dirsync').DefinedBy | Should -Be 'Local'
    }

    It 'sees that passwords may not be stored, which hurts password accounts only' {
        $machine = New-Machine
        (Test-DirSyncBatchRight -Account $svc).StorageOfPasswordsForbidden | Should -BeFalse
        $machine.Lsa['DisableDomainCreds'] = 1
        (Test-DirSyncBatchRight -Account $svc).StorageOfPasswordsForbidden | Should -BeTrue
        (Test-DirSyncBatchRight -Account $svc).Remedy | Should -Match 'managed service account'
        (Test-DirSyncBatchRight -Account $gmsa).StorageOfPasswordsForbidden | Should -BeFalse
        $machine.Lsa['DisableDomainCreds'] = 0
        (Test-DirSyncBatchRight -Account $svc).StorageOfPasswordsForbidden | Should -BeFalse
    }

    It 'takes the account of the installation when none is given' {
        $machine = New-Machine
        Set-Installed $gmsa
        (Test-DirSyncBatchRight).Account | Should -Be 'CONTOSO\gmsa-dirsync$'
    }

    It 'refuses with an id, a target and a remedy: <Id>' -ForEach @(
        @{ Id = 'RightsNoAccount'; Call = { Test-DirSyncBatchRight } }
        @{ Id = 'RightsAccountUnknown'; Call = { Test-DirSyncBatchRight -Account 'CONTOSO\nobody' } }
        @{ Id = 'RightsGroupsUnreadable'; Call = { $machine.GroupsReadable = $false; Test-DirSyncBatchRight -Account 'CONTOSO\svc-dirsync' } }
        @{ Id = 'CoreElevationNeeded'; Call = { $machine.Elevated = $false; Test-DirSyncBatchRight -Account 'CONTOSO\svc-dirsync' } }
    ) {
        $machine = New-Machine
        $refusal = Get-Refusal $Call
        $refusal.FullyQualifiedErrorId | Should -Be "$Id,Test-DirSyncBatchRight"
        $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $refusal.TargetObject | Should -Not -BeNullOrEmpty
    }
}

Describe 'Grant-DirSyncBatchRight in the local policy' {
    It 'adds the account and keeps every other holder and right: role <Role>' -ForEach @(@{ Role = 2 }, @{ Role = 3 }, @{ Role = 1 }) {
        $machine = New-Machine $Role
        $account = if ($Role -eq 2) { $localUser } else { $svc }
        $granted = Grant-DirSyncBatchRight -Account $account
        $granted.Held | Should -BeTrue
        $granted.Granted | Should -BeTrue
        $granted.GrantedBy | Should -Be 'local'
        $machine.Local['SeBatchLogonRight'] | Should -Be ($defaults + "*$account")
        $machine.Local['SeNetworkLogonRight'] | Should -Be '*S-1-1-0', '*S-1-5-32-544'
        Get-ChildItem (Join-Path $machine.Folder 'security') -Exclude templates | Should -BeNullOrEmpty
    }

    It 'keeps SIDs that do not resolve and names letter for letter' {
        $machine = New-Machine
        $machine.Local['SeBatchLogonRight'] = @('*S-1-5-21-7-7-7-4711', 'backup', '*S-1-5-32-551', '旧サービス')
        $null = Grant-DirSyncBatchRight -Account $svc
        $machine.Local['SeBatchLogonRight'] | Should -Be '*S-1-5-21-7-7-7-4711', 'backup', '*S-1-5-32-551', '旧サービス', "*$svc"
    }

    It 'begins a list where nobody held the right' {
        $machine = New-Machine
        $machine.Local.Remove('SeBatchLogonRight')
        $null = Grant-DirSyncBatchRight -Account $svc
        $machine.Local['SeBatchLogonRight'] | Should -Be "*$svc"
    }

    It 'keeps those in force that the export does not name' {
        $machine = New-Machine
        Mock -ModuleName DirSync Get-AccountRightHolder {
            @(Get-StandInHolder $machine $Right) + 'S-1-5-21-9-9-9-1002' | Select-Object -Unique
        }
        $null = Grant-DirSyncBatchRight -Account $svc
        $machine.Local['SeBatchLogonRight'] | Should -Be ($defaults + "*$svc" + '*S-1-5-21-9-9-9-1002' | Sort-Object { $_ -eq "*$svc" })
    }

    It 'changes nothing the second time, or where a group gives the right' {
        $machine = New-Machine
        $null = Grant-DirSyncBatchRight -Account $svc
        $again = Grant-DirSyncBatchRight -Account $svc
        $again.Granted | Should -BeFalse
        $again.Held | Should -BeTrue
        $machine.Local['SeBatchLogonRight'] | Should -Be ($defaults + "*$svc")

        $machine = New-Machine
        $machine.Groups[$svc] = @('S-1-5-32-551')
        $through = Grant-DirSyncBatchRight -Account $svc
        $through.Granted | Should -BeFalse
        $through.Through | Should -Be 'BUILTIN\Backup Operators'
        $machine.Local['SeBatchLogonRight'] | Should -Be $defaults
    }

    It 'changes nothing with -WhatIf' {
        $machine = New-Machine
        Set-Installed $svc
        $shown = Grant-DirSyncBatchRight -WhatIf
        $shown.Granted | Should -BeFalse
        $machine.Local['SeBatchLogonRight'] | Should -Be $defaults
        (Get-Installed).batchRight.granted | Should -BeFalse
        Get-ChildItem (Join-Path $machine.Folder 'security') -Exclude templates | Should -BeNullOrEmpty
    }

    It 'believes no exit code: a secedit that did nothing is told' {
        $machine = New-Machine
        $machine.SeceditFault = 'Deaf'
        $refusal = Get-Refusal { Grant-DirSyncBatchRight -Account $svc }
        $refusal.FullyQualifiedErrorId | Should -Be 'RightsLocalNotInForce,Grant-DirSyncBatchRight'
        $refusal.Exception.Message | Should -Match 'S-1-5-32-559'
    }

    It 'puts the former list back when another holder was lost' {
        $machine = New-Machine
        $machine.SeceditFault = 'Forgetful'
        { Grant-DirSyncBatchRight -Account $svc } | Should -Throw -ErrorId 'RightsLocalNotInForce,*'
        $machine.Local['SeBatchLogonRight'] | Should -Be $defaults
    }

    It 'changes nothing when the list cannot be read first' {
        $machine = New-Machine
        $machine.SeceditFault = 'Mute'
        { Grant-DirSyncBatchRight -Account $svc } | Should -Throw -ErrorId 'RightsExportFailed,*'
        $machine.Local['SeBatchLogonRight'] | Should -Be $defaults
    }

    It 'takes exit code 3 with a name that nobody has for what it is: harmless' {
        $machine = New-Machine
        $machine.Local['SeBatchLogonRight'] += 'gone-user'
        (Grant-DirSyncBatchRight -Account $svc).Held | Should -BeTrue
    }

    It 'records what it granted, for the installed account and for no other' {
        $machine = New-Machine
        Set-Installed $svc
        $null = Grant-DirSyncBatchRight -Account $gmsa
        (Get-Installed).batchRight.granted | Should -BeFalse
        $null = Grant-DirSyncBatchRight
        (Get-Installed).batchRight.granted | Should -BeTrue
        (Get-Installed).batchRight.by | Should -Be 'local'
        (Get-Installed).account.sid | Should -Be $svc
    }
}

Describe 'Grant-DirSyncBatchRight refuses' {
    It '<Id>: <Name>, with -BatchRight <Mode>' -ForEach @(
        @{ Name = 'a GPO decides'; Id = 'RightsDefinedByPolicy'; Role = 3; Mode = 'Auto'; Gpo = $true }
        @{ Name = 'a GPO decides'; Id = 'RightsDefinedByPolicy'; Role = 3; Mode = 'Local'; Gpo = $true }
        @{ Name = 'nobody knows whether a GPO decides'; Id = 'RightsPolicyUnknown'; Role = 3; Mode = 'Auto'; Silent = $true }
        @{ Name = 'nobody knows which GPO decides'; Id = 'RightsPolicyUnknown'; Role = 3; Mode = 'Policy'; Silent = $true }
        @{ Name = 'a domain controller'; Id = 'RightsLocalOnController'; Role = 5; Mode = 'Local' }
        @{ Name = 'a domain controller, its GPO decides'; Id = 'RightsDefinedByPolicy'; Role = 5; Mode = 'Auto' }
        @{ Name = 'a domain controller, nobody knows'; Id = 'RightsPolicyUnknown'; Role = 4; Mode = 'Auto'; Silent = $true }
        @{ Name = 'a domain controller, nobody knows'; Id = 'RightsLocalOnController'; Role = 4; Mode = 'Local'; Silent = $true }
        @{ Name = 'a domain controller, no GPO decides'; Id = 'RightsUndefinedOnController'; Role = 4; Mode = 'Auto'; Unlinked = $true }
        @{ Name = 'no domain'; Id = 'RightsNoDomain'; Role = 2; Mode = 'Policy' }
    ) {
        $machine = New-Machine $Role
        if ($_.ContainsKey('Gpo')) { $null = Add-GpoStandIn $machine '{11111111-1111-1111-1111-111111111111}' 'Servers' -Template $definesBatch }
        if ($_.ContainsKey('Silent')) { $machine.RsopLogging = $false }
        if ($_.ContainsKey('Unlinked')) {
            $machine.Gpos.Clear()
            $null = Add-GpoStandIn $machine '{31B2F340-016D-11D2-945F-00C04FB984F9}' 'Default Domain Policy' -Template $definesNothing
        }
        $refusal = Get-Refusal { Grant-DirSyncBatchRight -Account $svc -BatchRight $Mode -Confirm:$false }
        $refusal.FullyQualifiedErrorId | Should -Be "$Id,Grant-DirSyncBatchRight"
        $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $machine.Local['SeBatchLogonRight'] | Should -Be $defaults
        foreach ($gpo in $machine.Gpos.Values) { $gpo.VersionNumber | Should -Be 65539 }
    }

    It 'names the GPO that decides' {
        $machine = New-Machine
        $null = Add-GpoStandIn $machine '{11111111-1111-1111-1111-111111111111}' 'Servers' -Template $definesBatch
        $refusal = Get-Refusal { Grant-DirSyncBatchRight -Account $svc }
        $refusal.Exception.Message | Should -Match 'Servers'
        $refusal.ErrorDetails.RecommendedAction | Should -Match 'Servers'
    }

    It 'what a denial would beat' {
        $machine = New-Machine
        $machine.Local['SeDenyBatchLogonRight'] = @("*$group")
        $machine.Groups[$svc] = @($group)
        $refusal = Get-Refusal { Grant-DirSyncBatchRight -Account $svc }
        $refusal.FullyQualifiedErrorId | Should -Be 'RightsDenied,Grant-DirSyncBatchRight'
        $refusal.Exception.Message | Should -Match 'Batch accounts'
        $machine.Local['SeBatchLogonRight'] | Should -Be $defaults
    }

    It 'a password account where no password may be stored, and no managed one' {
        $machine = New-Machine
        $machine.Lsa['DisableDomainCreds'] = 1
        { Grant-DirSyncBatchRight -Account $svc } | Should -Throw -ErrorId 'RightsPasswordStorageForbidden,*'
        (Grant-DirSyncBatchRight -Account $gmsa).Held | Should -BeTrue
    }
}

Describe 'Grant-DirSyncBatchRight -BatchRight Local where nobody knows whether a GPO decides' {
    It 'grants it, and warns that it may not last' {
        $machine = New-Machine
        $machine.RsopLogging = $false
        $right = Grant-DirSyncBatchRight -Account $svc -BatchRight Local -WarningVariable warned -WarningAction SilentlyContinue
        $right.GrantedBy | Should -Be 'local'
        "$warned" | Should -Match 'next refresh'
    }
}

Describe 'Grant-BatchRight -Mode Skip' {
    It 'asks nothing and changes nothing' {
        $machine = New-Machine
        $machine.GroupsReadable = $false
        $given = InModuleScope DirSync { Grant-BatchRight -Sid 'S-1-5-21-1-2-3-1104' -Mode Skip }
        $given.granted | Should -BeFalse
        $given.by | Should -Be 'none'
        $machine.Local['SeBatchLogonRight'] | Should -Be $defaults
    }
}

Describe 'On a Japanese Windows' {
    BeforeAll { Import-TestedModule -UICulture 'ja-JP'; . (Join-Path $PSScriptRoot 'stand-ins/UserRights.Mocks.ps1') }
    AfterAll { Import-TestedModule }

    It 'no name of a group matters, and the texts are Japanese' {
        $machine = New-Machine 2
        $machine.Accounts['S-1-5-32-551'] = 'BUILTIN\バックアップ オペレーター'
        $machine.Groups[$localUser] = @('S-1-5-32-551')
        $right = Test-DirSyncBatchRight -Account '.\dirsync'
        $right.Held | Should -BeTrue
        $right.Through | Should -Be 'BUILTIN\バックアップ オペレーター'
        $right.Row | Should -Be 'ローカル セキュリティ ポリシー'
    }

    It 'an account with a Japanese name is granted the right like any other' {
        $machine = New-Machine
        (Grant-DirSyncBatchRight -Account 'CONTOSO\同期用').Held | Should -BeTrue
        $machine.Local['SeBatchLogonRight'][-1] | Should -Be '*S-1-5-21-1-2-3-1106'
    }
}
