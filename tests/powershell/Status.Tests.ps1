BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-TestedModule
    $it = Enter-Installation
    $store = New-TestScheduler $it
    Mock -ModuleName DirSync Connect-TaskScheduler { Connect-TaskSchedulerStandIn $store }
    $null = Send-Order $it @{ do = 'addUsers'; count = 2 }
    $null = Start-DirSync -Wait -WarningAction SilentlyContinue

    function Set-Installation {
        # install.json as the installation writes it.
        param ([hashtable] $More = @{})
        $record = @{
            schemaVersion = 1; version = '0.1.0'; pause = $null; installedAt = '2026-01-01T00:00:00Z'; eventSource = $true
            account = @{ sid = 'S-1-5-21-1-2-3-1001'; name = 'EXAMPLE\dirsync'; kind = 'password' }
        }
        foreach ($key in $More.Keys) { $record[$key] = $More[$key] }
        $json = ConvertTo-Json -InputObject $record -Depth 5
        [System.IO.File]::WriteAllText((Join-Path $it.data 'install.json'), $json)
    }
    function Get-StatusWarning {
        $null = Get-DirSyncStatus -WarningAction SilentlyContinue -WarningVariable seen
        "$seen"
    }
}

AfterAll {
    Exit-Installation $it
}

Describe 'Get-DirSyncStatus' {
    BeforeEach {
        Set-Installation
        Mock -ModuleName DirSync Get-AccountPasswordExpiry { $null }
    }

    It 'has the last run, the secrets, the schedule with its interval, and nobody waiting' {
        $status = Get-DirSyncStatus
        $status.LastRun.ExitCode | Should -Be 0
        $status.Held | Should -BeNullOrEmpty
        $status.HeldId | Should -HaveCount 0
        $status.Schedule.State | Should -Be 'Ready'
        $status.Schedule.Interval | Should -Be ([timespan] '02:00:00')
        $status.Schedule.LastResult | Should -Be '0'
        $status.Schedule.LastResultText | Should -Be 'All done.'
        $status.Schedule.NextRunTime | Should -BeGreaterThan ([datetime]::Now)
        $status.Account | Should -Be 'EXAMPLE\dirsync'
        $status.Secrets.Name | Should -Contain 'token'
    }

    It 'shows a pause and its reason, and warns of it' {
        Set-Installation @{ pause = @{ reason = '保守のため'; since = '2026-02-03T04:05:06Z'; by = 'EXAMPLE\admin' } }
        $status = Get-DirSyncStatus -WarningAction SilentlyContinue
        $status.PauseReason | Should -Be '保守のため'
        $status.PausedBy | Should -Be 'EXAMPLE\admin'
        $status.PausedSince | Should -Be ([datetime]::new(2026, 2, 3, 4, 5, 6, [System.DateTimeKind]::Utc).ToLocalTime())
        Get-StatusWarning | Should -Match 'EXAMPLE\\admin.*保守のため'
    }

    It 'warns when the task can''t log on, in words' {
        $store.Accounts['EXAMPLE\dirsync'].BatchRight = $false
        $null = { Start-DirSync -Wait } | Should -Throw -PassThru
        $store.Accounts['EXAMPLE\dirsync'].BatchRight = $true
        Get-StatusWarning | Should -Match '0x80070569.*SeBatchLogonRight.*Grant-DirSyncBatchRight'
        $null = Start-DirSync -Wait -WarningAction SilentlyContinue
        Get-StatusWarning | Should -BeNullOrEmpty
    }

    It 'says in how many days the password expires, from 30 days ahead' -ForEach @(
        @{ Days = 31; Warned = $false }, @{ Days = 29; Warned = $true }
    ) {
        Mock -ModuleName DirSync Get-AccountPasswordExpiry { [datetime]::Now.AddDays($Days).AddMinutes(5) }
        (Get-DirSyncStatus -WarningAction SilentlyContinue).PasswordExpires | Should -BeOfType [datetime]
        Get-StatusWarning | Should -Match $(if ($Warned) { "expires in $Days days" } else { '^$' })
    }

    It 'says that a password has expired' {
        Mock -ModuleName DirSync Get-AccountPasswordExpiry { [datetime]::Now.AddDays(-1) }
        Get-StatusWarning | Should -Match 'expired on'
    }

    It 'asks for no password of a group managed account' {
        Set-Installation @{ account = @{ sid = 'S-1-5-21-1-2-3-1002'; name = 'EXAMPLE\gmsa$'; kind = 'gmsa' } }
        Mock -ModuleName DirSync Get-AccountPasswordExpiry { throw 'a gMSA has none' }
        (Get-DirSyncStatus -WarningAction SilentlyContinue).PasswordExpires | Should -BeNullOrEmpty
    }

    It 'works where nothing is registered and nothing installed' {
        Mock -ModuleName DirSync Connect-TaskScheduler { throw 'no scheduler here' }
        Remove-Item -LiteralPath (Join-Path $it.data 'install.json')
        $status = Get-DirSyncStatus
        $status.Schedule | Should -BeNullOrEmpty
        $status.Account | Should -BeNullOrEmpty
        $status.LastRun.ExitCode | Should -Be 0
    }

    It 'is shown as a list in which every line fits' {
        $shown = Get-DirSyncStatus | Out-String -Width 200
        $shown | Should -Match 'LastRun\s+: \d{4}-\d\d-\d\d .*All done'
        $shown | Should -Match 'Schedule\s+: Ready, \[0\] All done'
    }
}

Describe 'no run for two intervals' {
    It '<Hours> hours after the last end: warned is <Warned>' -ForEach @(
        @{ Hours = 3.9; Enabled = $true; Warned = $false }
        @{ Hours = 4.1; Enabled = $true; Warned = $true }
        @{ Hours = 4.1; Enabled = $false; Warned = $false }
    ) {
        $now = [datetime]::Now
        $status = [pscustomobject]@{
            PauseReason = $null; PasswordExpires = $null; Running = $null
            Schedule = [pscustomobject]@{ Task = '\DirSync\Sync'; LastResult = '0'; Enabled = $Enabled; Interval = [timespan] '02:00:00' }
        }
        $warnings = InModuleScope DirSync -Parameters @{ Status = $status; End = $now.AddHours(-$Hours); Now = $now } {
            Write-StatusWarning -Status $Status -LastEnd $End -Now $Now 3>&1
        }
        @($warnings).Count | Should -Be ([int] $Warned)
        if ($Warned) { "$warnings" | Should -Match 'every 120 minutes' }
    }
}

Describe 'Task Scheduler''s last result' {
    It '<Code> is said in words, with a remedy where there is one to give' -ForEach @(
        @{ Code = 0x41303; Match = 'not run yet'; Remedy = $false }
        @{ Code = 0x41306; Match = 'killed'; Remedy = $true }
        @{ Code = -2147023511; Match = 'SeBatchLogonRight'; Remedy = $true }   # 0x80070569
        @{ Code = -2147023570; Match = 'password of the account is wrong'; Remedy = $true }   # 0x8007052E
        @{ Code = -2147023566; Match = 'expired'; Remedy = $true }   # 0x80070532
        @{ Code = -2147023565; Match = 'disabled'; Remedy = $true }   # 0x80070533
        @{ Code = -2147023584; Match = 'does not store passwords'; Remedy = $true }   # 0x80070520
        @{ Code = -2147024894; Match = 'not found'; Remedy = $true }   # 0x80070002
        @{ Code = 5; Match = 'directory'; Remedy = $true }
        @{ Code = 0; Match = 'All done'; Remedy = $false }
        @{ Code = -559038737; Match = '0xDEADBEEF'; Remedy = $true }
    ) {
        $result = InModuleScope DirSync -Parameters @{ Code = $Code } { Get-TaskResultText -Code $Code }
        $result.Text | Should -Match $Match
        ($result.Remedy -ne '') | Should -Be $Remedy
    }
}

Describe 'Get-DirSyncHistory' {
    It 'has the newest first, and as many as are asked for' {
        $null = Start-DirSync -Wait -WarningAction SilentlyContinue
        $runs = Get-DirSyncHistory
        $runs.Count | Should -BeGreaterOrEqual 2
        $runs[0].StartedAt | Should -BeGreaterThan $runs[1].StartedAt
        Get-DirSyncHistory -Last 1 | Should -HaveCount 1
        { Get-DirSyncHistory -Last 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,Get-DirSyncHistory'
    }

    It 'is shown as a table with the figures of each run' {
        $shown = Get-DirSyncHistory | Out-String -Width 160
        $shown | Should -Match 'StartedAt\s+Duration\s+Mode\s+ExitCode\s+Users\s+Result'
        $shown | Should -Match '\+2 ~0 -0 !0\s+All done'
    }
}
