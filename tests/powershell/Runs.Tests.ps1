BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-TestedModule
    $it = Enter-Installation
    $store = New-TestScheduler $it
    Mock -ModuleName DirSync Connect-TaskScheduler { Connect-TaskSchedulerStandIn $store }
}

AfterAll {
    Exit-Installation $it
}

Describe 'Start-DirSync' {
    It 'starts the task Sync, waits for it, and gives the run as an object' {
        $null = Send-Order $it @{ do = 'addUsers'; count = 8 }
        $run = Start-DirSync -Wait
        $run.PSTypeNames | Should -Contain 'DirSync.Run'
        $run.ExitCode | Should -Be 0
        $run.Counts.users.create | Should -Be 8
        $run.StartedAt | Should -BeOfType [datetime]
        $run.Duration.TotalSeconds | Should -BeGreaterThan 0
        (Send-Order $it @{ do = 'activeUsers' }).users | Should -HaveCount 8
    }

    It 'comes back at once without -Wait, with the task and the time' {
        $started = Start-DirSync
        $started.Task | Should -Be '\DirSync\Sync'
        $task = (Connect-TaskSchedulerStandIn $store).GetFolder('\DirSync').GetTask('Sync')
        Wait-Until { $task.State -ne 4 }
        (Get-DirSyncHistory -Last 1).StartedAt | Should -BeGreaterOrEqual $started.StartedAt
    }

    It 'does nothing with -WhatIf' {
        $before = @(Get-DirSyncHistory).Count
        Start-DirSync -Wait -WhatIf | Should -BeNullOrEmpty
        Get-DirSyncHistory | Should -HaveCount $before
    }

    It 'with -DryRun starts the task Plan, and gives the plan with its operations' {
        $null = Send-Order $it @{ do = 'addUsers'; count = 1 }
        $plan = Start-DirSync -DryRun -Wait
        $plan.PSTypeNames | Should -Contain 'DirSync.Plan'
        $plan.State | Should -Be 'Planned'
        $plan.Id | Should -BeNullOrEmpty
        $plan.Operations | Should -HaveCount 1
        $plan.Operations[0].Action | Should -Be 'create'
        $plan.Operations[0].Name | Should -Be 'user9@example.jp'
        ($plan.Operations[0].Changes | Where-Object attribute -eq 'name.familyName').to | Should -Be '山田'
        (Send-Order $it @{ do = 'activeUsers' }).users | Should -HaveCount 8
    }

    It 'says with the log''s own words why a run came to nothing' {
        $null = Send-Order $it @{ do = 'refuseBinds'; count = 1 }
        $fault = { Start-DirSync -Wait -WarningAction SilentlyContinue } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Match '^directory\.\w+,Start-DirSync$'
        $fault.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $fault.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $fault.Exception.Message | Should -Match 'svc-sync'
    }

    It 'refuses while the task is disabled, and says how to go on' {
        $task = (Connect-TaskSchedulerStandIn $store).GetFolder('\DirSync').GetTask('Sync')
        $task.Enabled = $false
        try {
            $fault = { Start-DirSync } | Should -Throw -PassThru
        }
        finally {
            $task.Enabled = $true
        }
        $fault.FullyQualifiedErrorId | Should -Be 'CoreTaskDisabled,Start-DirSync'
        $fault.TargetObject | Should -Be '\DirSync\Sync'
        $fault.ErrorDetails.RecommendedAction | Should -Match 'Enable-DirSync'
    }

    It 'refuses a second run while one goes on; Stop-DirSync ends that in good order' {
        $null = Send-Order $it @{ do = 'addUsers'; count = 20 }
        $null = Send-Order $it @{ do = 'slowDown'; milliseconds = 8000 }
        $null = Start-DirSync
        $fault = { Start-DirSync } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'CoreTaskRunning,Start-DirSync'
        $fault.CategoryInfo.Category | Should -Be 'ResourceBusy'
        Wait-Until { $null -ne (Get-DirSyncStatus -WarningAction SilentlyContinue).Running }
        (Stop-DirSync).Stopped | Should -BeTrue
        $null = Send-Order $it @{ do = 'slowDown'; milliseconds = 0 }
        (Get-DirSyncHistory -Last 1).ExitCode | Should -Be 130
        (Stop-DirSync).Stopped | Should -BeFalse
    }

    It 'says in words why a task did not start: <Text>' -ForEach @(
        @{ Change = { $store.Accounts['EXAMPLE\dirsync'].BatchRight = $false }; Text = 'log on as a batch job'; Remedy = 'Grant-DirSyncBatchRight' }
        @{ Change = { $store.Accounts['EXAMPLE\dirsync'].Password = 'new' }; Text = 'password'; Remedy = 'Register-DirSyncTask' }
    ) {
        try {
            . $Change
            $fault = { Start-DirSync -Wait } | Should -Throw -PassThru
        }
        finally {
            $store.Accounts['EXAMPLE\dirsync'].BatchRight = $true
            $store.Accounts['EXAMPLE\dirsync'].Password = 'p'
        }
        $fault.FullyQualifiedErrorId | Should -Be 'CoreTaskFailed,Start-DirSync'
        $fault.Exception.Message | Should -Match $Text
        $fault.ErrorDetails.RecommendedAction | Should -Match $Remedy
    }
}

Describe 'what is held' {
    BeforeAll {
        $null = Start-DirSync -Wait -WarningAction SilentlyContinue
        $null = Send-Order $it @{ do = 'removeUsers'; count = 7 }
        # Departures wait for their proof: a second run, or deleted objects that can be seen.
        $held = $null
        for ($run = 0; $run -lt 4 -and $null -eq $held; $run++) {
            $last = Start-DirSync -Wait -WarningAction SilentlyContinue
            $held = Get-DirSyncPlan | Where-Object State -eq 'Held'
        }
    }

    It 'is a run with exit code 4, in words' {
        $last.ExitCode | Should -Be 4
        $last.Result | Should -Be 'Operations are held for approval, or a plan is stale.'
    }

    It 'is what Get-DirSyncPlan shows, with each operation and why' {
        $held.PSTypeNames | Should -Contain 'DirSync.Plan'
        $held.Id | Should -Match '^[0-9a-f]+$'
        $held.Expires | Should -BeGreaterThan ([datetime]::Now)
        $held.Operations | Should -HaveCount 7
        $held.Operations[0].Reason | Should -Not -BeNullOrEmpty
        $held.Operations[0].HeldBy | Should -Not -BeNullOrEmpty
    }

    It 'is in the status, and comes out of its pipeline' {
        $status = Get-DirSyncStatus -WarningAction SilentlyContinue
        $status.HeldId | Should -Be @($held.Id)
        $status.LastRun.ExitCode | Should -Be 4
    }

    It 'is completed as an argument' {
        $line = 'Approve-DirSyncPlan -Id '
        $found = TabExpansion2 -inputScript $line -cursorColumn $line.Length
        $found.CompletionMatches.CompletionText | Should -Contain $held.Id
    }

    It 'is left undone when it is denied' {
        $decision = $held | Deny-DirSyncPlan -Confirm:$false
        $decision.Decision | Should -Be 'Rejected'
        $decision.Id | Should -Be $held.Id
        $decision.Entries | Should -BeGreaterOrEqual 7
        (Start-DirSync -Wait -WarningAction SilentlyContinue).ExitCode | Should -Be 0
        (Send-Order $it @{ do = 'activeUsers' }).users | Should -HaveCount 29
        (Get-DirSyncPlan).State | Should -Be 'Rejected'
    }

    It 'asks before an approval: ConfirmImpact is High' {
        (Get-Command Approve-DirSyncPlan).ScriptBlock.Attributes.ConfirmImpact | Should -Contain 'High'
        $held | Approve-DirSyncPlan -WhatIf | Should -BeNullOrEmpty
        (Get-DirSyncPlan).State | Should -Be 'Rejected'
    }

    It 'goes when it is approved, at the next run' {
        $decision = $held | Approve-DirSyncPlan -Confirm:$false
        $decision.Decision | Should -Be 'Approved'
        $decision.Expires | Should -BeGreaterThan ([datetime]::Now.AddDays(6))
        (Start-DirSync -Wait -WarningAction SilentlyContinue).ExitCode | Should -Be 0
        (Send-Order $it @{ do = 'activeUsers' }).users | Should -HaveCount 22
    }

    It 'nothing: Get-DirSyncPlan shows the newest plan of a dry run' {
        $null = Start-DirSync -DryRun -Wait
        $plan = Get-DirSyncPlan
        $plan.State | Should -Be 'Planned'
        $plan.Path | Should -Match 'plan\.json$'
    }

    It 'an id that nobody knows is an error with a remedy' {
        $fault = { Approve-DirSyncPlan -Id '--help' -Confirm:$false } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Match '^\w+\.\w+,Approve-DirSyncPlan$'
        $fault.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $fault.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'nothing is asked of the program for nothing held' {
        [pscustomobject]@{ HeldId = @() } | Approve-DirSyncPlan -Confirm:$false | Should -BeNullOrEmpty
    }
}
