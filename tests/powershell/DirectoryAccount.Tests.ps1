# New-DirSyncAccount -Purpose Directory: who reads the directory, and what is delegated to him.
BeforeAll {
    . (Join-Path $PSScriptRoot 'support/AccountTests.ps1')
}

AfterAll {
    $env:DIRSYNC_DATA = $formerData
    $env:DIRSYNC_CONFIG = $formerConfig
    Exit-Domain
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
