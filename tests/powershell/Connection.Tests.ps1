BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-TestedModule
    $it = Enter-Installation
    $store = New-TestScheduler $it
    Mock -ModuleName DirSync Connect-TaskScheduler { Connect-TaskSchedulerStandIn $store }
    $null = Send-Order $it @{ do = 'addUsers'; count = 2 }
}

AfterAll {
    Exit-Installation $it
}

Describe 'Test-DirSyncConnection' {
    It 'gives every check as an object: what was seen, what was expected' {
        $checks = Test-DirSyncConnection
        $checks.Count | Should -BeGreaterThan 20
        $checks[0].PSTypeNames | Should -Contain 'DirSync.Check'
        $checks.Area | Sort-Object -Unique | Should -Be @('directory', 'host', 'service', 'state')
        $checks.Status | Sort-Object -Unique | Should -BeIn 'pass', 'warn', 'skip'
        $checks | Where-Object { -not $_.Seen -or -not $_.Expected -or -not $_.Account } | Should -BeNullOrEmpty
    }

    It 'with -Only those areas alone' {
        (Test-DirSyncConnection -Only directory, state).Area | Sort-Object -Unique | Should -Be @('directory', 'state')
    }

    It 'a check that fails is an answer, not an error, and has a remedy' {
        $null = Send-Order $it @{ do = 'refuseBinds'; count = 1 }
        $failed = Test-DirSyncConnection -Only directory | Where-Object Status -eq 'fail'
        $failed | Should -Not -BeNullOrEmpty
        $failed.Remedy | Should -Not -BeNullOrEmpty
    }

    It 'shows the remedy of what is not in order, and not of the rest' {
        $null = Send-Order $it @{ do = 'refuseBinds'; count = 1 }
        $checks = Test-DirSyncConnection -Only directory
        $shown = $checks | Out-String -Width 4000
        $shown | Should -Match ([regex]::Escape(($checks | Where-Object Status -eq 'fail')[0].Remedy))
        $shown | Should -Match 'directory\.port'
    }
}

Describe 'Test-DirSyncConnection -AsTask' {
    It 'says in plain words what the account of the task can do, then every check' {
        $checks = Test-DirSyncConnection -AsTask
        $summary = $checks | Where-Object Area -eq 'task'
        $summary.Id | Should -Be @('task.logon', 'task.config', 'task.secrets', 'task.directory', 'task.service')
        $summary.Status | Sort-Object -Unique | Should -Be 'pass'
        $summary[0].Seen | Should -Match 'can log on as a batch job'
        $summary[3].Seen | Should -Match 'can read the directory'
        ($checks | Where-Object Area -ne 'task').Count | Should -BeGreaterThan 20
    }

    It 'with -Only says so of that alone' {
        (Test-DirSyncConnection -AsTask -Only service).Id | Where-Object { $_ -like 'task.*' } | Should -Be @('task.logon', 'task.service')
    }

    It 'what the account can''t do fails, with the first remedy' {
        $null = Send-Order $it @{ do = 'refuseBinds'; count = 1 }
        $check = Test-DirSyncConnection -AsTask -WarningAction SilentlyContinue | Where-Object Id -eq 'task.directory'
        $check.Status | Should -Be 'fail'
        $check.Remedy | Should -Not -BeNullOrEmpty
    }

    It 'an account that can''t log on is a failed check that names the right, and an older file is not believed' {
        Join-Path $it.data 'logs/test.json' | Should -Exist
        $store.Accounts['EXAMPLE\dirsync'].BatchRight = $false
        try {
            $checks = @(Test-DirSyncConnection -AsTask)
        }
        finally {
            $store.Accounts['EXAMPLE\dirsync'].BatchRight = $true
        }
        $checks | Should -HaveCount 1
        $checks[0].Id | Should -Be 'task.logon'
        $checks[0].Status | Should -Be 'fail'
        $checks[0].Seen | Should -Match '0x80070569.*SeBatchLogonRight'
        $checks[0].Remedy | Should -Match 'Grant-DirSyncBatchRight'
    }

    It 'a task that is not registered is an error' {
        (Connect-TaskSchedulerStandIn $store).GetFolder('\DirSync').DeleteTask('Test', 0)
        $fault = { Test-DirSyncConnection -AsTask } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'CoreTaskMissing,Test-DirSyncConnection'
        $fault.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $fault.ErrorDetails.RecommendedAction | Should -Match 'Register-DirSyncTask'
    }
}
