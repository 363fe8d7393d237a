# New-DirSyncAccount: what is in the domain, or on the machine, afterwards.
BeforeAll {
    . (Join-Path $PSScriptRoot 'support/AccountTests.ps1')
}

AfterAll {
    $env:DIRSYNC_DATA = $formerData
    $env:DIRSYNC_CONFIG = $formerConfig
    Exit-Domain
}

Describe 'A password' {
    It 'has 64 characters of all four kinds, and is another each time' {
        $made = 1..6 | ForEach-Object { Read-Secret (InModuleScope DirSync { New-RandomPassword }) }
        foreach ($each in $made) {
            $each.Length | Should -Be 64
            $each | Should -MatchExactly '[A-Z]'
            $each | Should -MatchExactly '[a-z]'
            $each | Should -Match '[0-9]'
            $each | Should -Match '[^A-Za-z0-9]'
            $each | Should -Not -Match '["''`$&<>|^%\s\\]'
        }
        @($made | Select-Object -Unique).Count | Should -Be 6
    }

    It 'draws from the whole alphabet alike' {
        $drawn = -join (1..24 | ForEach-Object { Read-Secret (InModuleScope DirSync { New-RandomPassword -Length 127 }) })
        $counts = $drawn.ToCharArray() | Group-Object -CaseSensitive -NoElement
        $counts.Count | Should -Be 81
        ($counts | Measure-Object -Property Count -Maximum).Maximum | Should -BeLessThan 85
    }

    It 'cannot be changed, and shows itself nowhere' {
        $password = InModuleScope DirSync { New-RandomPassword }
        $password.IsReadOnly() | Should -BeTrue
        "$password" | Should -Be 'System.Security.SecureString'
    }
}

Describe 'A name' {
    It '<Name> for <Type> is refused: <Why>' -ForEach @(
        @{ Name = 'svc-dirsync-directory'; Type = 'User'; Why = '21 characters' }
        @{ Name = 'svc-dirsync-direct16'; Type = 'GroupManaged'; Why = '20 characters' }
        @{ Name = 'gmsa-dirsync-pro'; Type = 'GroupManaged'; Why = '16 characters' }
        @{ Name = 'svc@dirsync'; Type = 'User'; Why = 'a character' }
        @{ Name = 'CONTOSO\svc'; Type = 'User'; Why = 'a character' }
        @{ Name = 'svc*'; Type = 'Local'; Why = 'a character' }
        @{ Name = 'gmsa$'; Type = 'GroupManaged'; Why = 'a character' }
        @{ Name = "o'neil"; Type = 'User'; Why = 'a character' }
        @{ Name = 'svc.'; Type = 'User'; Why = 'a dot at the end' }
        @{ Name = ' svc'; Type = 'User'; Why = 'a blank before it' }
        @{ Name = '. .'; Type = 'User'; Why = 'nothing but blanks and dots' }
    ) {
        $refusal = Get-Refusal { InModuleScope DirSync -Parameters @{ n = $Name; t = $Type } { param ($n, $t) Assert-AccountName -Name $n -Type $t } }
        $refusal.FullyQualifiedErrorId | Should -Be 'AccountName'
        $refusal.ErrorDetails.RecommendedAction | Should -Match $(if ($Type -eq 'GroupManaged') { '15' } else { '20' })
    }

    It '<Name> for <Type> is taken' -ForEach @(
        @{ Name = 'svc-dirsync-director'; Type = 'User' }
        @{ Name = 'gmsa-dirsync-01'; Type = 'GroupManaged' }
        @{ Name = '同期用'; Type = 'Local' }
        @{ Name = 'svc_dirsync.1 a'; Type = 'User' }
    ) {
        { InModuleScope DirSync -Parameters @{ n = $Name; t = $Type } { param ($n, $t) Assert-AccountName -Name $n -Type $t } } | Should -Not -Throw
    }

    It 'of the machine itself is refused' {
        { InModuleScope DirSync { Assert-AccountName -Name ([System.Environment]::MachineName.Substring(0)) -Type 'User' } } | Should -Throw -ErrorId 'AccountName'
    }
}

Describe 'The kind of account' {
    It 'for <Purpose> on role <Role> with "<Given>" is <Type>' -ForEach @(
        @{ Purpose = 'Task'; Role = 2; Given = ''; Type = 'Local' }
        @{ Purpose = 'Task'; Role = 3; Given = ''; Type = 'User' }
        @{ Purpose = 'Task'; Role = 5; Given = ''; Type = 'User' }
        @{ Purpose = 'Task'; Role = 3; Given = 'Local'; Type = 'Local' }
        @{ Purpose = 'Task'; Role = 5; Given = 'GroupManaged'; Type = 'GroupManaged' }
        @{ Purpose = 'Directory'; Role = 3; Given = ''; Type = 'User' }
        @{ Purpose = 'Directory'; Role = 2; Given = ''; Type = 'User' }
    ) {
        InModuleScope DirSync -Parameters @{ p = $Purpose; r = $Role; g = $Given } { param ($p, $r, $g) Resolve-AccountType -Purpose $p -Type $g -Row (Get-PreparationRow -DomainRole $r) } |
            Should -Be $Type
    }

    It 'for <Purpose> on role <Role> as <Given> is refused: <Id>' -ForEach @(
        @{ Purpose = 'Task'; Role = 4; Given = 'Local'; Id = 'AccountNoLocalOnController' }
        @{ Purpose = 'Task'; Role = 2; Given = 'User'; Id = 'AccountNoDomain' }
        @{ Purpose = 'Task'; Role = 0; Given = 'GroupManaged'; Id = 'AccountNoDomain' }
        @{ Purpose = 'Directory'; Role = 3; Given = 'Local'; Id = 'AccountDirectoryIsUser' }
        @{ Purpose = 'Directory'; Role = 3; Given = 'GroupManaged'; Id = 'AccountDirectoryIsUser' }
    ) {
        $machine = New-Machine $Role
        $refusal = Get-Refusal { New-DirSyncAccount -Purpose $Purpose -Name 'svc' -Type $Given }
        $refusal.FullyQualifiedErrorId | Should -Be "$Id,New-DirSyncAccount"
        $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'A local account for the tasks' {
    It 'is made with a password that never expires, and comes back with its credential' {
        $machine = New-Machine 2
        $account = New-DirSyncAccount -Purpose Task -Name 'dirsync-new'
        $account.PSTypeNames | Should -Contain 'DirSync.Account'
        $account.Name | Should -Be "$host_\dirsync-new"
        $account.Sid | Should -Match '^S-1-5-21-9-9-9-'
        $account.Type | Should -Be 'Local'
        $account.Created | Should -BeTrue
        $made = $machine.LocalUsers['dirsync-new']
        $made.UserFlags -band 0x10000 | Should -Not -Be 0
        Read-Secret $account.Credential.Password | Should -BeExactly (Read-Secret $made.Password)
        $account.Credential.UserName | Should -Be $account.Name
        $account.Next | Should -Match 'Install-DirSync'
    }

    It 'is not made with -WhatIf' {
        $machine = New-Machine 2
        New-DirSyncAccount -Purpose Task -Name 'dirsync-new' -WhatIf | Should -BeNullOrEmpty
        $machine.LocalUsers.Count | Should -Be 0
    }

    It 'that exists is left alone' {
        $machine = New-Machine 2
        $old = (New-DirSyncAccount -Purpose Task -Name 'dirsync-new').Credential.Password
        { New-DirSyncAccount -Purpose Task -Name 'dirsync-new' } | Should -Throw -ErrorId 'AccountExists,New-DirSyncAccount'
        Read-Secret $machine.LocalUsers['dirsync-new'].Password | Should -BeExactly (Read-Secret $old)
    }

    It 'that is not as it should be is deleted again: <Fault>' -ForEach @(@{ Fault = 'Policy' }, @{ Fault = 'Expires' }) {
        $machine = New-Machine 2
        $machine.LocalFault = $Fault
        { New-DirSyncAccount -Purpose Task -Name 'dirsync-new' } | Should -Throw -ErrorId 'AccountNotCreated,New-DirSyncAccount'
        $machine.LocalUsers.Count | Should -Be 0
    }

    It 'needs an elevated session' {
        $machine = New-Machine 2
        $machine.Elevated = $false
        { New-DirSyncAccount -Purpose Task -Name 'dirsync-new' } | Should -Throw -ErrorId 'CoreElevationNeeded,New-DirSyncAccount'
    }
}

Describe 'Without the ActiveDirectory module' {
    BeforeAll { Exit-Domain }

    It 'role <Role> is told the one command that installs it' -ForEach @(
        @{ Role = 3; Command = 'Install-WindowsFeature -Name RSAT-AD-PowerShell' }
        @{ Role = 5; Command = 'Install-WindowsFeature -Name RSAT-AD-PowerShell' }
        @{ Role = 1; Command = 'Add-WindowsCapability -Online -Name Rsat.ActiveDirectory.DS-LDS.Tools~~~~0.0.1.0' }
    ) {
        $machine = New-Machine $Role
        $refusal = Get-Refusal { New-DirSyncAccount -Purpose Task -Name 'svc-new' }
        $refusal.FullyQualifiedErrorId | Should -Be 'AccountNoDirectoryModule,New-DirSyncAccount'
        $refusal.ErrorDetails.RecommendedAction | Should -Match ([regex]::Escape($Command))
    }
}

Describe 'A user of the domain for the tasks' {
    It 'is made with the least: enabled, no expiry, no delegation, no group, in the OU that was named' {
        $machine = New-Machine
        $domain = Enter-Domain
        $account = New-DirSyncAccount -Purpose Task -Name 'svc-new' -Path 'OU=サービス,DC=contoso,DC=com'
        $made = $domain.Users[$account.Sid]
        $made.UserPrincipalName | Should -Be 'svc-new@contoso.com'
        $made.DistinguishedName | Should -Be 'CN=svc-new,OU=サービス,DC=contoso,DC=com'
        $made.Enabled | Should -BeTrue
        $made.PasswordNeverExpires | Should -BeTrue
        $made.CannotChangePassword | Should -BeTrue
        $made.AccountNotDelegated | Should -BeTrue
        $made.MemberOf | Should -BeNullOrEmpty
        $account.Name | Should -Be 'CONTOSO\svc-new'
        Read-Secret $account.Credential.Password | Should -BeExactly (Read-Secret $made.Password)
    }

    It 'needs no elevated session' {
        $machine = New-Machine
        $machine.Elevated = $false
        $null = Enter-Domain
        (New-DirSyncAccount -Purpose Task -Name 'svc-new').Created | Should -BeTrue
    }

    It 'is not made with -WhatIf, nor twice' {
        $machine = New-Machine
        $domain = Enter-Domain
        New-DirSyncAccount -Purpose Task -Name 'svc-new' -WhatIf | Should -BeNullOrEmpty
        $domain.Users.Count | Should -Be 0
        $null = New-DirSyncAccount -Purpose Task -Name 'svc-new'
        { New-DirSyncAccount -Purpose Task -Name 'SVC-NEW' } | Should -Throw -ErrorId 'AccountExists,New-DirSyncAccount'
        $domain.Users.Count | Should -Be 1
    }

    It 'that is not as it should be is deleted again: <Fault>' -ForEach @(
        @{ Fault = 'a property is not kept'; Forgets = 'PasswordNeverExpires'; Longest = 0 }
        @{ Fault = 'a filter refuses long passwords'; Forgets = ''; Longest = 32 }
    ) {
        $machine = New-Machine
        $domain = Enter-Domain
        $domain.Forgets = $Forgets
        $domain.MaxPasswordLength = $Longest
        $refusal = Get-Refusal { New-DirSyncAccount -Purpose Task -Name 'svc-new' }
        $refusal.FullyQualifiedErrorId | Should -Be 'AccountNotCreated,New-DirSyncAccount'
        $domain.Users.Count | Should -Be 0
    }

    It 'of a domain that does not answer is refused with its name' {
        $machine = New-Machine
        (Enter-Domain).Reachable = $false
        $refusal = Get-Refusal { New-DirSyncAccount -Purpose Task -Name 'svc-new' -Server 'dc9.contoso.com' }
        $refusal.FullyQualifiedErrorId | Should -Be 'AccountDomainUnreachable,New-DirSyncAccount'
        $refusal.TargetObject | Should -Be 'dc9.contoso.com'
    }
}
