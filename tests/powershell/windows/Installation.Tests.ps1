# From the unpacked archive to the last file removed, on a Windows: the module, the program, the folders, the registry and the secrets are real.
# Task Scheduler and the policy of user rights are stand-ins; the registered tasks really run dirsync.exe.
BeforeAll {
    $tests = Split-Path -Path $PSScriptRoot -Parent
    Import-Module (Join-Path $tests 'support/DirSyncTests.psm1') -Force
    foreach ($name in 'TaskScheduler', 'UserRights') { Import-Module (Join-Path $tests "stand-ins/$name.psm1") -Force }
    Import-Module (Join-Path $PSScriptRoot 'WindowsTests.psm1') -Force
    # Nothing of whoever runs the tests.
    Remove-Item Env:DIRSYNC_CONFIG, Env:DIRSYNC_DATA, Env:DIRSYNC_TOKEN, Env:DIRSYNC_LDAP_PASSWORD -ErrorAction Ignore

    # As Windows' own environment of the machine has it.
    $env:PSModulePath += ';C:\Program Files\WindowsPowerShell\Modules'

    $work = 'C:\配布 設定'
    $simulator = Connect-Simulator
    $null = Send-Order $simulator @{ do = 'addUsers'; count = 20 }
    $given = New-Handover -Folder (Join-Path $work '引継 書類') -Simulator $simulator
    $archive = New-WindowsArchive -Folder (Join-Path $work 'dirsync 0.1.0')
    $machine = New-WindowsMachine -Folder (Join-Path $work 'machine')
    $program = 'C:\Program Files\DirSync'
    $modules = 'C:\Program Files\WindowsPowerShell\Modules\DirSync'
    $data = 'C:\ProgramData\DirSync'
    $japanese = (Get-UICulture).Name -eq 'ja-JP'

    function Get-Parameter {
        @{
            ConfigPath = $given
            TokenOwner = $simulator.owner
            Token = ConvertTo-TestSecret $simulator.token
            LdapPassword = ConvertTo-TestSecret $simulator.ldapPassword
            Credential = [pscredential]::new($machine.Account, (ConvertTo-TestSecret '合言葉 "correct" horse'))
            Confirm = $false
        }
    }
}

AfterAll {
    Get-Module -Name DirSync | Remove-Module
    Disconnect-Simulator $simulator
}

Describe 'Install-DirSync' {
    BeforeAll {
        Get-Module -Name DirSync | Remove-Module
        Import-Module -Name $archive
        . (Join-Path $PSScriptRoot 'Windows.Mocks.ps1')
        $empty = Get-WindowsState $machine
    }

    It 'changes nothing with -WhatIf' {
        $parameters = Get-Parameter
        $parameters.Remove('Confirm')
        Install-DirSync @parameters -Enable -WhatIf | Should -BeNullOrEmpty
        Get-WindowsState $machine | Should -Be $empty
    }

    It 'takes everything back when the last step fails: folders, files, registry, right and tasks' {
        $parameters = Get-Parameter
        $parameters['Token'] = ConvertTo-TestSecret 'not-the-token'
        $fault = { Install-DirSync @parameters -WarningAction SilentlyContinue } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'InstallTestFailed,Install-DirSync'
        $fault.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $fault.Exception.Message | Should -Not -Match 'not-the-token'
        ($fault.Exception.Message -match '\p{IsHiragana}') | Should -Be $japanese
        Get-WindowsState $machine | Should -Be $empty
    }

    Context 'that succeeds' {
        BeforeAll {
            $parameters = Get-Parameter
            $installed = Install-DirSync @parameters
        }

        It 'says what it did, in the language of this Windows' {
            $installed.PSTypeNames | Should -Contain 'DirSync.Installation'
            $installed.Account | Should -Be $machine.Account
            $installed.ProgramFolder | Should -Be $program
            $installed.DataFolder | Should -Be $data
            $installed.Enabled | Should -BeFalse
            ("$($installed.Changes)" -match '\p{IsHiragana}') | Should -Be $japanese
        }

        It 'has the program in Program Files, of the archive only what is ours, without the mark of the web' {
            @(Get-ChildItem -LiteralPath $program -Name | Sort-Object) | Should -Be 'dirsync.exe', 'docs', 'LICENSE'
            foreach ($name in 'dirsync.exe', 'LICENSE') { Get-Item -LiteralPath (Join-Path $program $name) -Stream 'Zone.Identifier' -ErrorAction Ignore | Should -BeNullOrEmpty }
            & (Join-Path $program 'dirsync.exe') --version | Should -Be $installed.Version
        }

        It 'has the module where PowerShell finds it by its name' {
            $found = Get-Module -ListAvailable -Name DirSync
            $found.ModuleBase | Should -Contain (Join-Path $modules $installed.Version)
            @(Get-ChildItem -LiteralPath $modules, (Split-Path $program) | Where-Object Name -match '\.(new|old)$') | Should -BeNullOrEmpty
        }

        It 'has the data folder closed to others' {
            foreach ($path in $data, "$data\state", "$data\logs", "$data\plans") {
                (Get-Acl -LiteralPath $path).Access.IdentityReference.Translate([System.Security.Principal.SecurityIdentifier]).Value | Should -Not -Contain 'S-1-1-0'
            }
            foreach ($name in 'state', 'logs', 'plans') { Join-Path $data "$name\.keep" | Should -Exist }
        }

        It 'has the configuration with its comments, the certificate beside it, and the token''s owner' {
            $yaml = [System.IO.File]::ReadAllText("$data\config.yml")
            $yaml | Should -Match "(?m)^\s+token_owner: '$([regex]::Escape($simulator.owner))'"
            $yaml -replace "(?m)^\s+token_owner: .*\r?\n" | Should -Be ([System.IO.File]::ReadAllText($given))
            (Get-FileHash -LiteralPath "$data\証明書\ディレクトリ ca.pem").Hash | Should -Be (Get-FileHash -LiteralPath (Join-Path (Split-Path $given) '証明書\ディレクトリ ca.pem')).Hash
        }

        It 'has the secrets sealed by DPAPI for this machine, open to no other, and nowhere as text' {
            @(Get-ChildItem -LiteralPath "$data\secrets" -Name) | Should -Be 'ldap-password.json', 'token.json'
            foreach ($file in Get-ChildItem -LiteralPath $data, $program -Recurse -File -Exclude 'dirsync.exe') {
                $content = [System.IO.File]::ReadAllText($file.FullName)
                foreach ($secret in $simulator.token, $simulator.ldapPassword, '合言葉') { $content.Contains($secret) | Should -BeFalse }
            }
            $stored = Get-Content -LiteralPath "$data\secrets\token.json" -Raw | ConvertFrom-Json
            $sealed = [System.Convert]::FromBase64String($stored.value)
            [System.Text.Encoding]::UTF8.GetString($sealed).Contains($simulator.token) | Should -BeFalse
            $scope = [System.Security.Cryptography.DataProtectionScope]::LocalMachine
            { [System.Security.Cryptography.ProtectedData]::Unprotect($sealed, $null, $scope) } | Should -Throw
            $open = [System.Security.Cryptography.ProtectedData]::Unprotect($sealed, [System.Text.Encoding]::UTF8.GetBytes('DirSync token'), $scope)
            [System.Text.Encoding]::UTF8.GetString($open) | Should -BeExactly $simulator.token
            (Get-Acl -LiteralPath "$data\secrets\token.json").Access.IdentityReference.Translate([System.Security.Principal.SecurityIdentifier]).Value | Should -Not -Contain 'S-1-1-0'
        }

        It 'has the event source in the registry, as Windows reads it' {
            Get-EventSourceText | Should -Be '%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll ExpandString 7'
            [System.Diagnostics.EventLog]::LogNameFromSourceName('DirSync', '.') | Should -Be 'Application'
        }

        It 'has granted the batch right to the account, others letter for letter' {
            $machine.Local['SeBatchLogonRight'] | Should -Be '*S-1-5-32-544', '*S-1-5-32-551', '*S-1-5-32-559', "*$($machine.Sid)"
            @(Get-ChildItem -LiteralPath 'C:\windows\security' -Filter 'DirSync*' -ErrorAction Ignore) | Should -BeNullOrEmpty
        }

        It 'has the tasks, the schedule disabled, with paths that Windows takes' {
            @($machine.Scheduler.Tasks.Keys) | Should -Be '\DirSync\Plan', '\DirSync\Sync', '\DirSync\Test'
            (Get-ScheduledTask $machine 'Sync').Enabled | Should -BeFalse
            $exec = ([xml] (Get-ScheduledTask $machine 'Sync').Xml).Task.Actions.Exec
            $exec.Command | Should -Be "$program\dirsync.exe"
            $exec.Arguments | Should -Be "sync --config $data\config.yml --data $data"
        }

        It 'has tested as the account of the task' {
            $installed.Checks | Where-Object Status -eq 'fail' | Should -BeNullOrEmpty
            foreach ($id in 'task.logon', 'task.config', 'task.secrets', 'task.directory', 'task.service') { ($installed.Checks | Where-Object Id -eq $id).Status | Should -Be 'pass' }
            (Get-ScheduledTask $machine 'Test').LastTaskResult | Should -Be 0
        }

        It 'has made the first plan, with Japanese as it is, and sent nothing' {
            $installed.Plan.Operations | Should -HaveCount 20
            ($installed.Plan.Operations[0].Changes | Where-Object attribute -eq 'name.familyName').to | Should -Be '山田'
            (Send-Order $simulator @{ do = 'activeUsers' }).users | Should -BeNullOrEmpty
        }

        It 'keeps in install.json what was done, and for whom' {
            $record = [System.IO.File]::ReadAllText("$data\install.json") | ConvertFrom-Json
            $record.account.sid | Should -Be $machine.Sid
            $record.batchRight.by | Should -Be 'local'
            $record.eventSource | Should -BeTrue
        }

        It 'a second time changes nothing and asks nothing' {
            $before = Get-WindowsState $machine
            (Install-DirSync -Confirm:$false).Changes | Should -BeNullOrEmpty
            Get-WindowsState $machine | Should -Be $before
        }
    }
}

Describe 'Daily work, with the module as it is installed' {
    BeforeAll {
        Get-Module -Name DirSync | Remove-Module
        Import-Module -Name DirSync
        . (Join-Path $PSScriptRoot 'Windows.Mocks.ps1')
    }

    It 'is the installed module' {
        (Get-Module -Name DirSync).ModuleBase | Should -BeLike "$modules\*"
    }

    It 'Test-DirSyncConnection: every check of this session''s account' {
        $checks = Test-DirSyncConnection
        $checks | Where-Object Status -eq 'fail' | Should -BeNullOrEmpty
        $checks.Area | Sort-Object -Unique | Should -Be 'directory', 'host', 'service', 'state'
        $checks[0].Account | Should -Match ([regex]::Escape([System.Environment]::UserName))
        ("$($checks.Expected)" -match '\p{IsHiragana}') | Should -Be $japanese
        (Test-DirSyncConnection -Only state).Area | Sort-Object -Unique | Should -Be 'state'
    }

    It 'Enable-DirSync and Start-DirSync -Wait: the task really synchronises' {
        $null = Enable-DirSync
        $run = Start-DirSync -Wait
        $run.ExitCode | Should -Be 0
        $run.Counts.users.create | Should -Be 20
        (Send-Order $simulator @{ do = 'activeUsers' }).users | Should -HaveCount 20
    }

    It 'Get-DirSyncStatus and Get-DirSyncHistory: what was done, when it goes on, how the secrets are' {
        $status = Get-DirSyncStatus
        $status.LastRun.ExitCode | Should -Be 0
        $status.Schedule.State | Should -Be 'Ready'
        $status.Schedule.LastResult | Should -Be '0'
        $status.Schedule.Interval | Should -Be ([timespan] '02:00:00')
        $status.Account | Should -Be $machine.Account
        $status.Secrets.Name | Sort-Object | Should -Be 'ldap-password', 'token'
        (Get-DirSyncHistory -Last 1).Counts.users.create | Should -Be 20
        $status | Out-String -Width 200 | Should -Match ([regex]::Escape($machine.Account))
    }

    It 'Start-DirSync -DryRun: the plan of the task''s account' {
        $null = Send-Order $simulator @{ do = 'addUsers'; count = 1 }
        $plan = Start-DirSync -DryRun -Wait
        $plan.State | Should -Be 'Planned'
        $plan.Operations | Should -HaveCount 1
        $plan.Operations[0].Name | Should -Be 'user21@example.jp'
        (Get-DirSyncPlan).Path | Should -BeLike "$data\plans\*.json"
    }

    It 'Stop-DirSync ends a running sync in good order' {
        $null = Send-Order $simulator @{ do = 'addUsers'; count = 20 }
        $null = Send-Order $simulator @{ do = 'slowDown'; milliseconds = 2000 }
        $null = Start-DirSync
        { Start-DirSync } | Should -Throw -ErrorId 'CoreTaskRunning,Start-DirSync'
        Wait-Until { $null -ne (Get-DirSyncStatus -WarningAction SilentlyContinue).Running }
        (Stop-DirSync).Stopped | Should -BeTrue
        $null = Send-Order $simulator @{ do = 'slowDown'; milliseconds = 0 }
        (Get-DirSyncHistory -Last 1).ExitCode | Should -Be 130
        (Stop-DirSync).Stopped | Should -BeFalse
        $null = Start-DirSync -Wait -WarningAction SilentlyContinue
        (Send-Order $simulator @{ do = 'activeUsers' }).users | Should -HaveCount 41
    }

    It 'Get-, Deny- and Approve-DirSyncPlan: what is held is left, then done' {
        $null = Send-Order $simulator @{ do = 'removeUsers'; count = 12 }
        $held = $null
        for ($run = 0; $run -lt 4 -and $null -eq $held; $run++) {
            $last = Start-DirSync -Wait -WarningAction SilentlyContinue
            $held = Get-DirSyncPlan | Where-Object State -eq 'Held'
        }
        $last.ExitCode | Should -Be 4
        $held.Operations | Should -HaveCount 12
        (Get-DirSyncStatus -WarningAction SilentlyContinue).HeldId | Should -Be @($held.Id)
        ($held | Deny-DirSyncPlan -Confirm:$false).Decision | Should -Be 'Rejected'
        (Start-DirSync -Wait -WarningAction SilentlyContinue).ExitCode | Should -Be 0
        (Send-Order $simulator @{ do = 'activeUsers' }).users | Should -HaveCount 41
        (Approve-DirSyncPlan -Id $held.Id -Confirm:$false).Decision | Should -Be 'Approved'
        (Start-DirSync -Wait -WarningAction SilentlyContinue).ExitCode | Should -Be 0
        (Send-Order $simulator @{ do = 'activeUsers' }).users | Should -HaveCount 29
    }

    It 'Set-DirSyncSecret: a new token by standard input, tried first; refused, the old one stays' {
        $token = (Send-Order $simulator @{ do = 'issueToken' }).token
        (Set-DirSyncSecret -Name token -Value (ConvertTo-TestSecret $token) -Expires '2099-03-31').Present | Should -BeTrue
        $null = Send-Order $simulator @{ do = 'revokeToken'; token = $simulator.token }
        $fault = { Set-DirSyncSecret -Name token -Value (ConvertTo-TestSecret '違う token') } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Match '^service\.\w+,Set-DirSyncSecret$'
        (Start-DirSync -Wait -WarningAction SilentlyContinue).ExitCode | Should -Be 0
    }

    It 'a task whose account can''t log on is told in words, in the language of this Windows' {
        $machine.Scheduler.Accounts[$machine.Account].BatchRight = $false
        try {
            $checks = @(Test-DirSyncConnection -AsTask)
        }
        finally {
            $machine.Scheduler.Accounts[$machine.Account].BatchRight = $true
        }
        $checks.Id | Should -Be 'task.logon'
        $checks[0].Status | Should -Be 'fail'
        $checks[0].Seen | Should -Match '0x80070569'
        ($checks[0].Seen -match '\p{IsHiragana}') | Should -Be $japanese
    }

    It 'Disable-DirSync keeps its reason, in any language, for the status' {
        $null = Disable-DirSync -Reason '月末の締め処理'
        $status = Get-DirSyncStatus -WarningAction SilentlyContinue -WarningVariable warned
        $status.PauseReason | Should -Be '月末の締め処理'
        "$warned" | Should -Match '月末の締め処理'
        $null = Enable-DirSync
    }
}

Describe 'Update-DirSync' {
    BeforeAll {
        $newer = New-WindowsArchive -Folder (Join-Path $work 'dirsync 0.2.0') -Version '0.2.0'
        Get-Module -Name DirSync | Remove-Module
        Import-Module -Name $newer -Force
        . (Join-Path $PSScriptRoot 'Windows.Mocks.ps1')
    }

    It 'puts the old version back when the new one does not pass its tests' {
        $before = Get-WindowsState $machine
        $null = Send-Order $simulator @{ do = 'refuseBinds'; count = 9 }
        $fault = { Update-DirSync -WarningAction SilentlyContinue } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'InstallTestFailed,Update-DirSync'
        & "$program\dirsync.exe" --version | Should -Be '0.1.0'
        $lines = { param ($State) $State -split "`n" | Where-Object { $_ -notmatch '\\logs\\' } }
        & $lines (Get-WindowsState $machine) | Should -Be (& $lines $before)
        (Get-ScheduledTask $machine 'Sync').Enabled | Should -BeTrue
    }

    It 'puts the old version back when the new one does not even start' {
        $exe = Join-Path $work 'dirsync 0.2.0\dirsync.exe'
        [System.IO.File]::Move($exe, "$exe.whole")
        [System.IO.File]::WriteAllText($exe, 'a download that broke off')
        $before = Get-WindowsState $machine
        try {
            $fault = { Update-DirSync -WarningAction SilentlyContinue } | Should -Throw -PassThru
        }
        finally {
            [System.IO.File]::Delete($exe)
            [System.IO.File]::Move("$exe.whole", $exe)
        }
        $fault.FullyQualifiedErrorId | Should -Match ',Update-DirSync$'
        $fault.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-WindowsState $machine | Should -Be $before
    }

    It 'exchanges program and module, and goes on' {
        # The test above refused fewer binds than it could.
        for ($bind = 0; $bind -lt 9 -and @(Test-DirSyncConnection -Only directory | Where-Object Status -eq 'fail').Count -gt 0; $bind++) { continue }
        $updated = Update-DirSync
        $updated.From | Should -Be '0.1.0'
        $updated.To | Should -Be '0.2.0'
        & "$program\dirsync.exe" --version | Should -Be '0.2.0'
        @(Get-ChildItem -LiteralPath $modules -Name) | Should -Be '0.2.0'
        @(Get-ChildItem -LiteralPath 'C:\Program Files' -Filter 'DirSync*' -Name) | Should -Be 'DirSync'
        Join-Path $updated.Backup 'state.db' | Should -Exist
        $updated.Enabled | Should -BeTrue
        (Start-DirSync -Wait -WarningAction SilentlyContinue).ExitCode | Should -Be 0
        ([System.IO.File]::ReadAllText("$data\install.json") | ConvertFrom-Json).version | Should -Be '0.2.0'
    }

    It 'a second time has nothing to do' {
        (Update-DirSync).Changed | Should -BeFalse
    }
}

Describe 'Uninstall-DirSync' {
    BeforeAll {
        Get-Module -Name DirSync | Remove-Module
        Import-Module -Name (Join-Path $work 'dirsync 0.2.0\DirSync') -Force
        . (Join-Path $PSScriptRoot 'Windows.Mocks.ps1')
    }

    It 'removes tasks, right, event source, program and module; the data stays, closed' {
        Uninstall-DirSync -Confirm:$false
        $program | Should -Not -Exist
        $modules | Should -Not -Exist
        Get-EventSourceText | Should -Be 'no event source'
        [System.Diagnostics.EventLog]::SourceExists('DirSync') | Should -BeFalse
        $machine.Scheduler.Tasks.Count | Should -Be 0
        $machine.Local['SeBatchLogonRight'] | Should -Be '*S-1-5-32-544', '*S-1-5-32-551', '*S-1-5-32-559'
        foreach ($name in 'config.yml', 'state\state.db', 'secrets\token.json') { Join-Path $data $name | Should -Exist }
        Join-Path $data 'install.json' | Should -Not -Exist
    }

    It 'a new installation goes on with the data that was kept' {
        $installed = Install-DirSync -Credential (Get-Parameter)['Credential'] -Confirm:$false
        $installed.Checks | Where-Object Status -eq 'fail' | Should -BeNullOrEmpty
        $installed.Plan.Operations | Should -BeNullOrEmpty
    }

    It 'with -RemoveData nothing is left' {
        Uninstall-DirSync -RemoveData -Confirm:$false
        $data | Should -Not -Exist
        $program | Should -Not -Exist
        @(Get-ChildItem -LiteralPath 'C:\ProgramData' -Filter 'DirSync*' -Force) | Should -BeNullOrEmpty
    }
}
