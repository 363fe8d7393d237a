# New-DirSyncAccount: managed accounts, and the key that their passwords come from.
BeforeAll {
    . (Join-Path $PSScriptRoot 'support/AccountTests.ps1')
}

AfterAll {
    $env:DIRSYNC_DATA = $formerData
    $env:DIRSYNC_CONFIG = $formerConfig
    Exit-Domain
}

Describe 'A group managed service account' {
    It 'is made for this machine, installed on it, and proven' {
        $machine = New-Machine
        $domain = Enter-Domain
        $account = New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new'
        $account.Name | Should -Be 'CONTOSO\gmsa-new$'
        $account.Credential | Should -BeNullOrEmpty
        $made = $domain.Managed[$account.Sid]
        $made.DNSHostName | Should -Be 'gmsa-new.contoso.com'
        $made.PrincipalsAllowedToRetrieveManagedPassword | Should -Be "$host_$"
        $domain.Installed | Should -Contain $account.Sid
        $account.Next | Should -Match ([regex]::Escape("-GroupManagedServiceAccount 'CONTOSO\gmsa-new$'"))
    }

    It 'for other machines alone is not installed here' {
        $machine = New-Machine
        $domain = Enter-Domain
        $account = New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' -Computer 'SRV01'
        $domain.Managed[$account.Sid].PrincipalsAllowedToRetrieveManagedPassword | Should -Be 'SRV01$'
        $domain.Installed | Should -BeNullOrEmpty
    }

    It 'that is there is taken as it is' {
        $machine = New-Machine
        $domain = Enter-Domain
        $first = New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new'
        $again = New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new'
        $again.Created | Should -BeFalse
        $again.Sid | Should -Be $first.Sid
        $domain.Managed.Count | Should -Be 1
    }

    It 'in Protected Users is refused with the reason, and not deleted' {
        $machine = New-Machine
        $domain = Enter-Domain
        $first = New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new'
        $machine.Groups[$first.Sid] = @('S-1-5-21-1-2-3-525')
        { New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' } | Should -Throw -ErrorId 'AccountInProtectedUsers,New-DirSyncAccount'
        $domain.Managed.Count | Should -Be 1
    }

    It 'that this machine may not use is refused' {
        $machine = New-Machine
        $null = Enter-Domain
        $null = New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' -Computer 'SRV01'
        $refusal = Get-Refusal { New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' }
        $refusal.FullyQualifiedErrorId | Should -Be 'AccountPasswordNotAllowed,New-DirSyncAccount'
        $refusal.ErrorDetails.RecommendedAction | Should -Match 'Set-ADServiceAccount'
    }

    It 'for a machine that does not exist is not made, and the directory''s reason is told' {
        $machine = New-Machine
        $domain = Enter-Domain
        $refusal = Get-Refusal { New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' -Computer 'NOWHERE' }
        $refusal.FullyQualifiedErrorId | Should -Be 'AccountManagedNotCreated,New-DirSyncAccount'
        $refusal.Exception.Message | Should -Match 'could not be resolved'
        $domain.Managed.Count | Should -Be 0
    }

    It 'is not made with -WhatIf' {
        $machine = New-Machine
        $domain = Enter-Domain
        New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' -WhatIf | Should -BeNullOrEmpty
        $domain.Managed.Count | Should -Be 0
        $domain.Installed | Should -BeNullOrEmpty
    }
}

Describe 'The KDS root key' {
    It 'that took effect <Age> hours ago: <Outcome>' -ForEach @(
        @{ Age = 9.9; Outcome = 'AccountKdsRootKeyTooNew' }
        @{ Age = 10.1; Outcome = 'made' }
    ) {
        $machine = New-Machine
        $domain = Enter-Domain -KeyAge $Age
        if ($Outcome -eq 'made') {
            (New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new').Created | Should -BeTrue
            return
        }
        { New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' } | Should -Throw -ErrorId "$Outcome,*"
        $domain.Managed.Count | Should -Be 0
    }

    It 'that is missing is told, with what makes it' {
        $machine = New-Machine
        $domain = Enter-Domain -KeyAge -1
        $refusal = Get-Refusal { New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' }
        $refusal.FullyQualifiedErrorId | Should -Be 'AccountNoKdsRootKey,New-DirSyncAccount'
        $refusal.ErrorDetails.RecommendedAction | Should -Match 'ten hours'
        $domain.KdsRootKeys | Should -BeNullOrEmpty
    }

    It 'is made when asked for, and has its ten hours to wait' {
        $machine = New-Machine
        $domain = Enter-Domain -KeyAge -1
        { New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' -CreateKdsRootKey -Confirm:$false } | Should -Throw -ErrorId 'AccountKdsRootKeyTooNew,*'
        $domain.KdsRootKeys.Count | Should -Be 1
    }

    It 'is not made with -WhatIf' {
        $machine = New-Machine
        $domain = Enter-Domain -KeyAge -1
        { New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' -CreateKdsRootKey -WhatIf } | Should -Throw -ErrorId 'AccountNoKdsRootKey,*'
        $domain.KdsRootKeys | Should -BeNullOrEmpty
    }

    It 'that this session may not see is not taken for missing' {
        $machine = New-Machine
        $machine.CurrentGroups = @('S-1-5-32-544')
        $null = Enter-Domain -SeesKeys $false
        (New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new').Created | Should -BeTrue
        $domain = Enter-Domain -KeyAge -1 -SeesKeys $false
        $refusal = Get-Refusal { New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-new' }
        $refusal.FullyQualifiedErrorId | Should -Be 'AccountManagedNotCreated,New-DirSyncAccount'
        $refusal.Exception.Message | Should -Match 'Key does not exist'
    }
}
