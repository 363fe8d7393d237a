# What was granted is taken back, and nothing else.
BeforeAll {
    . (Join-Path $PSScriptRoot 'support/BatchRightTests.ps1')
}

AfterAll {
    $env:DIRSYNC_DATA = $formerData
}

Describe 'Revoke-DirSyncBatchRight' {
    It 'takes back what was granted locally, and nothing else' {
        $machine = New-Machine
        $machine.Local['SeBatchLogonRight'] = @('*S-1-5-21-7-7-7-4711', 'backup')
        Set-Installed $svc
        $null = Grant-DirSyncBatchRight
        $right = Revoke-DirSyncBatchRight
        $right.Revoked | Should -BeTrue
        $right.Held | Should -BeFalse
        $machine.Local['SeBatchLogonRight'] | Should -Be '*S-1-5-21-7-7-7-4711', 'backup'
        (Get-Installed).batchRight.granted | Should -BeFalse
        (Revoke-DirSyncBatchRight -WarningAction SilentlyContinue).Revoked | Should -BeFalse
    }

    It 'leaves a right that was there before' {
        $machine = New-Machine
        $machine.Local['SeBatchLogonRight'] += "*$svc"
        Set-Installed $svc
        $null = Grant-DirSyncBatchRight
        $right = Revoke-DirSyncBatchRight -WarningVariable warned -WarningAction SilentlyContinue
        $right.Held | Should -BeTrue
        "$warned" | Should -Match 'Nothing was changed'
        $machine.Local['SeBatchLogonRight'] | Should -Contain "*$svc"
    }

    It 'takes it where the local policy wrote a name for the SID' {
        $machine = New-Machine
        $machine.Local['SeBatchLogonRight'] = $defaults + 'CONTOSO\svc-dirsync'
        Set-Installed $svc $true 'local'
        (Revoke-DirSyncBatchRight).Revoked | Should -BeTrue
        $machine.Local['SeBatchLogonRight'] | Should -Be $defaults
    }

    It 'leaves the account of another installation alone' {
        $machine = New-Machine
        Set-Installed $gmsa $true 'local'
        $machine.Local['SeBatchLogonRight'] += "*$svc"
        (Revoke-DirSyncBatchRight -Account $svc -WarningAction SilentlyContinue).Revoked | Should -BeFalse
        $machine.Local['SeBatchLogonRight'] | Should -Contain "*$svc"
    }

    It 'changes nothing with -WhatIf' {
        $machine = New-Machine
        Set-Installed $svc
        $null = Grant-DirSyncBatchRight
        (Revoke-DirSyncBatchRight -WhatIf).Held | Should -BeTrue
        (Get-Installed).batchRight.granted | Should -BeTrue
    }

    It 'says that a GPO has replaced the list since, and leaves it' {
        $machine = New-Machine
        Set-Installed $svc
        $null = Grant-DirSyncBatchRight
        $null = Add-GpoStandIn $machine '{11111111-1111-1111-1111-111111111111}' 'Servers' -Template $definesBatch
        $right = Revoke-DirSyncBatchRight -WarningVariable warned -WarningAction SilentlyContinue
        $right.Revoked | Should -BeFalse
        "$warned" | Should -Match 'Servers'
    }

    It 'leaves the local policy of a server that has become a domain controller since' {
        $machine = New-Machine
        Set-Installed $svc
        $null = Grant-DirSyncBatchRight
        $machine.DomainRole = 4
        (Revoke-DirSyncBatchRight -WarningAction SilentlyContinue).Revoked | Should -BeFalse
        $machine.Local['SeBatchLogonRight'] | Should -Contain "*$svc"
    }

    It 'takes it from an account that was deleted since, whose groups nobody knows' {
        $machine = New-Machine
        Set-Installed $svc
        $null = Grant-DirSyncBatchRight
        $machine.Accounts.Remove($svc)
        $machine.GroupsReadable = $false
        $gone = InModuleScope DirSync { Revoke-BatchRight -Sid 'S-1-5-21-1-2-3-1104' -By local -Gpo $null }
        $gone.revoked | Should -BeTrue
        $gone.stillHeld | Should -BeFalse
        $machine.Local['SeBatchLogonRight'] | Should -Be $defaults
    }
}
