# New-DirSyncAccount: what is in the domain, or on the machine, afterwards.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'stand-ins/UserRights.psm1') -Force
    Import-TestedModule
    $host_ = [System.Environment]::MachineName
    $formerData = $env:DIRSYNC_DATA
    $formerConfig = $env:DIRSYNC_CONFIG
    . (Join-Path $PSScriptRoot 'stand-ins/UserRights.Mocks.ps1')
    . (Join-Path $PSScriptRoot 'stand-ins/Accounts.Mocks.ps1')

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
        Import-Module (Join-Path $PSScriptRoot 'stand-ins/ActiveDirectory.psm1') -Force -Global
        Import-Module (Join-Path $PSScriptRoot 'stand-ins/Kds.psm1') -Force -Global
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

Describe 'An account that reads the directory' {
    BeforeAll {
        # The program, over a config.yml that names an account: what it was told is in $program.
        Mock -ModuleName DirSync Invoke-DirSyncExecutable {
            switch -Regex ("$Argument") {
                '^config show$' { return [pscustomobject]@{ values = $program.Values } }
                '^secret set ldap-password --verify( --domain=(?<domain>.+))?$' {
                    if ($program.Refuses) { throw [System.Management.Automation.ErrorRecord]::new([System.Exception]::new('bind refused'), 'directory.bind', 'AuthenticationError', $null) }
                    $program.Stored["$($Matches['domain'])"] = [System.Net.NetworkCredential]::new('', $Secret).Password
                    return [pscustomobject]@{ secrets = @() }
                }
                '^test --only directory$' {
                    return [pscustomobject]@{ account = 'CONTOSO\admin'; host = 'SRV01'; checks = @(
                            [pscustomobject]@{ id = 'directory.visibility'; area = 'directory'; status = $program.Visibility; seen = '…'; expected = '…'; remedy = '…'; object = 'contoso' }
                            [pscustomobject]@{ id = 'directory.deleted'; area = 'directory'; status = $program.Deleted; seen = '…'; expected = '…'; remedy = '…'; object = 'contoso' }
                        ) }
                }
                default { throw "dirsync $Argument" }
            }
        }

        function New-Program {
            param ([object[]] $Values)
            Set-Content -LiteralPath $env:DIRSYNC_CONFIG -Value 'ad:'
            @{ Values = $Values; Stored = @{}; Refuses = $false; Visibility = 'pass'; Deleted = 'warn' }
        }
    }

    It 'without a config.yml is told what comes next' {
        $machine = New-Machine
        $domain = Enter-Domain
        $account = New-DirSyncAccount -Purpose Directory -Name 'svc-read'
        $domain.Users[$account.Sid].Description | Should -Match 'Reads users and groups'
        $account.Checks | Should -BeNullOrEmpty
        $account.SeesDeletedObjects | Should -BeNullOrEmpty
        $account.Next | Should -Match ([regex]::Escape("'CN=svc-read,CN=Users,DC=contoso,DC=com'"))
        $account.Next | Should -Match 'CN=Deleted Objects,DC=contoso,DC=com'
    }

    It 'that config.yml names, as <User>, has its password stored and its sight proven' -ForEach @(
        @{ User = 'CN=svc-read,CN=Users,DC=contoso,DC=com' }
        @{ User = 'svc-read@contoso.com' }
        @{ User = 'CONTOSO\svc-read' }
    ) {
        $machine = New-Machine
        $domain = Enter-Domain
        $program = New-Program @([pscustomobject]@{ key = 'ad.ldap.server.user'; value = $User })
        $account = New-DirSyncAccount -Purpose Directory -Name 'svc-read'
        $program.Stored[''] | Should -BeExactly (Read-Secret $domain.Users[$account.Sid].Password)
        $account.Checks.Id | Should -Be 'directory.visibility', 'directory.deleted'
        $account.SeesDeletedObjects | Should -BeFalse
        $account.Next | Should -BeNullOrEmpty
    }

    It 'of one of several domains has it stored for that one' {
        $machine = New-Machine
        $null = Enter-Domain
        $program = New-Program @(
            [pscustomobject]@{ key = 'ad.domains[0].name'; value = 'tokyo' }
            [pscustomobject]@{ key = 'ad.domains[0].server.user'; value = 'other@contoso.com' }
            [pscustomobject]@{ key = 'ad.domains[1].name'; value = 'osaka' }
            [pscustomobject]@{ key = 'ad.domains[1].server.user'; value = 'svc-read@contoso.com' }
        )
        $null = New-DirSyncAccount -Purpose Directory -Name 'svc-read'
        $program.Stored.Keys | Should -Be 'osaka'
    }

    It 'that config.yml does not name has nothing stored' {
        $machine = New-Machine
        $null = Enter-Domain
        $program = New-Program @([pscustomobject]@{ key = 'ad.ldap.server.user'; value = 'other@contoso.com' })
        $account = New-DirSyncAccount -Purpose Directory -Name 'svc-read'
        $program.Stored.Count | Should -Be 0
        $account.Checks | Should -BeNullOrEmpty
    }

    It 'that does not see everything is told which checks failed' {
        $machine = New-Machine
        $null = Enter-Domain
        $program = New-Program @([pscustomobject]@{ key = 'ad.ldap.server.user'; value = 'svc-read@contoso.com' })
        $program.Visibility = 'fail'
        (New-DirSyncAccount -Purpose Directory -Name 'svc-read').Next | Should -Match 'directory.visibility'
    }

    It 'whose logon is refused is not lost: it comes back with a warning' {
        $machine = New-Machine
        $domain = Enter-Domain
        $program = New-Program @([pscustomobject]@{ key = 'ad.ldap.server.user'; value = 'svc-read@contoso.com' })
        $program.Refuses = $true
        $account = New-DirSyncAccount -Purpose Directory -Name 'svc-read' -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match 'bind refused'
        Read-Secret $account.Credential.Password | Should -BeExactly (Read-Secret $domain.Users[$account.Sid].Password)
        $account.Next | Should -Match 'Set-DirSyncSecret'
    }

    It 'gets the sight of deleted objects when asked for: the owner is changed where nobody may read the list' {
        $machine = New-Machine
        $null = Enter-Domain
        $account = New-DirSyncAccount -Purpose Directory -Name 'svc-read' -GrantDeletedObjects -Confirm:$false
        $account.SeesDeletedObjects | Should -BeTrue
        $machine.DeletedObjects | Should -BeExactly "O:S-1-5-21-1-2-3-512G:SYD:PAI(A;;LCRP;;;$($account.Sid))(A;;RPWPCCDCLCSWLOSDRCWDWO;;;SY)(A;;LCRP;;;BA)"
    }

    It 'leaves the owner where the list can be read' {
        $machine = New-Machine
        $machine.DeletedObjects = 'O:DAG:SYD:PAI(A;;LCRP;;;S-1-5-21-1-2-3-4000)'
        $null = Enter-Domain
        $account = New-DirSyncAccount -Purpose Directory -Name 'svc-read' -GrantDeletedObjects -Confirm:$false
        $machine.DeletedObjects | Should -BeExactly "O:DAG:SYD:PAI(A;;LCRP;;;$($account.Sid))(A;;LCRP;;;S-1-5-21-1-2-3-4000)"
    }

    It 'does not get it unasked, nor with -WhatIf' {
        $machine = New-Machine
        $before = $machine.DeletedObjects
        $null = Enter-Domain
        $null = New-DirSyncAccount -Purpose Directory -Name 'svc-read'
        New-DirSyncAccount -Purpose Directory -Name 'svc-read2' -GrantDeletedObjects -WhatIf | Should -BeNullOrEmpty
        $machine.DeletedObjects | Should -BeExactly $before
    }

    It 'is told when it was not to be had: <Fault>' -ForEach @(@{ Fault = 'no domain administrator' }, @{ Fault = 'not kept' }) {
        $machine = New-Machine
        $null = Enter-Domain
        if ($Fault -eq 'not kept') { $machine.LocalFault = 'Lost' } else { $machine.CurrentGroups = @('S-1-5-32-544') }
        $account = New-DirSyncAccount -Purpose Directory -Name 'svc-read' -GrantDeletedObjects -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match 'dsacls'
        $account.Created | Should -BeTrue
        $account.SeesDeletedObjects | Should -BeNullOrEmpty
    }
}

Describe 'An access list in SDDL' {
    It 'gets the entry of a reader: <Name>' -ForEach @(
        @{ Name = 'before those that allow'; Before = 'O:DAG:DAD:PAI(A;;GA;;;SY)'; After = 'O:DAG:DAD:PAI(A;;LCRP;;;S-1-9)(A;;GA;;;SY)' }
        @{ Name = 'behind those that deny'; Before = 'O:DAG:DAD:(D;;WP;;;WD)(OD;;CR;00299570-246d-11d0-a768-00aa006e0529;;WD)(A;;GA;;;SY)S:AI(AU;SA;WP;;;WD)'
            After = 'O:DAG:DAD:(D;;WP;;;WD)(OD;;CR;00299570-246d-11d0-a768-00aa006e0529;;WD)(A;;LCRP;;;S-1-9)(A;;GA;;;SY)S:AI(AU;SA;WP;;;WD)' }
        @{ Name = 'before inherited denials'; Before = 'D:AI(A;;GA;;;SY)(D;ID;WP;;;WD)'; After = 'D:AI(A;;LCRP;;;S-1-9)(A;;GA;;;SY)(D;ID;WP;;;WD)' }
        @{ Name = 'into an empty list'; Before = 'O:DAD:P'; After = 'O:DAD:P(A;;LCRP;;;S-1-9)' }
        @{ Name = 'beside one that lets it list only'; Before = 'D:(A;;LC;;;S-1-9)'; After = 'D:(A;;LCRP;;;S-1-9)(A;;LC;;;S-1-9)' }
        @{ Name = 'beside one for its children alone'; Before = 'D:(A;CIIO;LCRP;;;S-1-9)'; After = 'D:(A;;LCRP;;;S-1-9)(A;CIIO;LCRP;;;S-1-9)' }
        @{ Name = 'beside one of an SID that begins the same'; Before = 'D:(A;;LCRP;;;S-1-9-1)'; After = 'D:(A;;LCRP;;;S-1-9)(A;;LCRP;;;S-1-9-1)' }
    ) {
        InModuleScope DirSync -Parameters @{ b = $Before } { param ($b) Add-SddlReader -Sddl $b -Sid 'S-1-9' } | Should -BeExactly $After
    }

    It 'that has it already stays: <Sddl>' -ForEach @(
        @{ Sddl = 'D:(A;;LCRP;;;S-1-9)' }
        @{ Sddl = 'D:(A;CI;CCRPLC;;;S-1-9)' }
        @{ Sddl = 'D:(A;;GA;;;S-1-9)' }
        @{ Sddl = 'D:(A;;0x20014;;;S-1-9)' }
    ) {
        InModuleScope DirSync -Parameters @{ b = $Sddl } { param ($b) Add-SddlReader -Sddl $b -Sid 'S-1-9' } | Should -BeExactly $Sddl
    }
}
