# The tasks: their definition, their account, who may start them. Registered with a scheduler that refuses what Windows refuses.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    foreach ($name in 'TaskScheduler', 'UserRights', 'FolderSecurity') { Import-Module (Join-Path $PSScriptRoot "stand-ins/$name.psm1") -Force }
    Import-Module (Join-Path $PSScriptRoot 'support/InstallTests.psm1') -Force
    Import-TestedModule
    . (Join-Path $PSScriptRoot 'stand-ins/Installation.Mocks.ps1')
    $archive = New-TestArchive -Folder (Join-Path $TestDrive 'archive')
    $former = @{ Config = $env:DIRSYNC_CONFIG; Data = $env:DIRSYNC_DATA }
    $token = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)'

    function Initialize-Machine {
        # Installed as far as the tasks need it: program, folders, a configuration.
        param ([string] $Sid = 'S-1-5-21-9-9-9-1001', [string] $Name = 'SRV01\dirsync', [string] $Kind = 'password', [bool] $Granted = $false)
        # The stand-ins look for it under this name.
        $machine = New-InstallMachine -Folder $TestDrive -Source $archive
        Use-Machine $machine
        $machine.Local['SeBatchLogonRight'] += "*$Sid"
        & (Get-Module DirSync) {
            param ($Machine, $Sid, $Name, $Kind, $Granted)
            $undo = New-UndoStack
            $null = Install-Program -Source $Machine.Source -Layout $Machine.Layout -Sid $Sid -Undo $undo
            $null = Install-DataFolder -DataFolder $Machine.Layout.DataFolder -Sid $Sid -Undo $undo
            $record = New-InstallRecord -Account ([pscustomobject]@{ Sid = $Sid; Name = $Name; Kind = $Kind }) -Version '0.1.0'
            if ($Granted) { $record.batchRight = [pscustomobject]@{ granted = $true; by = 'local'; gpo = $null } }
            $null = Set-InstallRecord -DataFolder $Machine.Layout.DataFolder -Record $record -Undo $undo
        } $machine $Sid $Name $Kind $Granted
        [System.IO.File]::WriteAllText($machine.Layout.ConfigPath, @'
ad:
  ldap:
    server: { addresses: [dc1.example.jp], user: 'CN=svc,DC=example,DC=jp' }
    base_dn: 'DC=example,DC=jp'
iid:
  scim:
    base_url: http://127.0.0.1:9/scim
    attribute:
      user: { ad_bind: { userName: mail, emails: [{ value: mail }] } }
run:
  max_duration: 90
'@)
        $machine
    }

    function Get-Definition {
        param ($Machine, [string] $Name)
        ([xml](Get-Task $Machine $Name).Xml).Task
    }
}

AfterAll {
    $env:DIRSYNC_CONFIG = $former.Config
    $env:DIRSYNC_DATA = $former.Data
}

Describe 'Register-DirSyncTask' {
    BeforeAll {
        $machine = Initialize-Machine
        $tasks = Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false
    }

    It 'registers Sync, Test and Plan in \DirSync, and gives them as objects' {
        @($machine.Scheduler.Tasks.Keys) | Should -Be '\DirSync\Plan', '\DirSync\Sync', '\DirSync\Test'
        $tasks | Should -HaveCount 3
        $tasks[0].PSTypeNames | Should -Contain 'DirSync.Task'
        $tasks.Account | Select-Object -Unique | Should -Be 'SRV01\dirsync'
    }

    It 'gives each fixed arguments, with the places of configuration and data' {
        $places = "--config ""$($machine.Layout.ConfigPath)"" --data ""$($machine.Layout.DataFolder)"""
        (Get-Definition $machine 'Sync').Actions.Exec.Command | Should -Be $machine.Layout.Program
        (Get-Definition $machine 'Sync').Actions.Exec.Arguments | Should -Be "sync $places"
        (Get-Definition $machine 'Test').Actions.Exec.Arguments | Should -Be "test $places --out ""$(Join-Path $machine.Layout.DataFolder 'logs/task-test.json')"""
        (Get-Definition $machine 'Plan').Actions.Exec.Arguments | Should -Be "plan $places --out ""$(Join-Path $machine.Layout.DataFolder 'plans/task-plan.json')"""
    }

    It 'lets SYSTEM and Administrators alone start or change them, not the account: <_>' -ForEach 'Sync', 'Test', 'Plan' {
        (Get-Task $machine $_).Sddl | Should -Be $token
        $machine.Scheduler.Folders['\DirSync'] | Should -Be 'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'
    }

    It 'runs whether logged on or not, with least privilege, no second instance, when missed, and on batteries: <_>' -ForEach 'Sync', 'Test', 'Plan' {
        $definition = Get-Definition $machine $_
        $definition.Principals.Principal.LogonType | Should -Be 'Password'
        $definition.Principals.Principal.RunLevel | Should -Be 'LeastPrivilege'
        $definition.Principals.Principal.UserId | Should -Be 'S-1-5-21-9-9-9-1001'
        $definition.Settings.MultipleInstancesPolicy | Should -Be 'IgnoreNew'
        $definition.Settings.StartWhenAvailable | Should -Be 'true'
        $definition.Settings.DisallowStartIfOnBatteries | Should -Be 'false'
        $definition.Settings.StopIfGoingOnBatteries | Should -Be 'false'
    }

    It 'leaves the program more time than run.max_duration' {
        [System.Xml.XmlConvert]::ToTimeSpan((Get-Definition $machine 'Sync').Settings.ExecutionTimeLimit) | Should -BeGreaterThan ([timespan]::FromMinutes(90))
    }

    It 'repeats Sync every two hours without end, and only Sync' {
        $trigger = (Get-Definition $machine 'Sync').Triggers.TimeTrigger
        $trigger.Repetition.Interval | Should -Be 'PT2H'
        $trigger.Repetition.SelectSingleNode('*[local-name()="Duration"]') | Should -BeNullOrEmpty
        (Get-Definition $machine 'Test').Triggers | Should -BeNullOrEmpty
        (Get-Definition $machine 'Plan').Triggers | Should -BeNullOrEmpty
    }

    It 'leaves a new schedule disabled' {
        (Get-Task $machine 'Sync').Enabled | Should -BeFalse
        (Get-Task $machine 'Test').Enabled | Should -BeTrue
    }

    It 'keeps, given again, the time of the schedule and that it is enabled; -EveryMinutes changes the interval alone' {
        Mock -ModuleName DirSync Read-Answer { ConvertTo-TestSecret 'correct horse' }
        $before = (Get-Definition $machine 'Sync').Triggers.TimeTrigger.StartBoundary
        (Get-Task $machine 'Sync').Enabled = $true
        $null = Register-DirSyncTask -EveryMinutes 240 -Confirm:$false
        $after = (Get-Definition $machine 'Sync').Triggers.TimeTrigger
        $after.StartBoundary | Should -Be $before
        $after.Repetition.Interval | Should -Be 'PT4H'
        (Get-Task $machine 'Sync').Enabled | Should -BeTrue
    }

    It 'warns of an interval below the vendor''s two hours' {
        $null = Register-DirSyncTask -Credential (New-TestCredential) -EveryMinutes 30 -Confirm:$false -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -Match '30 minutes'
    }

    It 'changes nothing at all with -WhatIf' {
        $before = Get-MachineState $machine
        Register-DirSyncTask -Credential (New-TestCredential 'SRV01\backup' 'battery staple') -WhatIf | Should -BeNullOrEmpty
        Get-MachineState $machine | Should -Be $before
    }
}

Describe 'Register-DirSyncTask with a new password' {
    It 'renews it: the task starts again' {
        $machine = Initialize-Machine
        $null = Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false
        $machine.Scheduler.Accounts['SRV01\dirsync'].Password = 'changed'
        $null = (Get-Task $machine 'Plan').Run($null)
        '{0:X8}' -f (Get-Task $machine 'Plan').LastTaskResult | Should -Be '8007052E'
        $null = Register-DirSyncTask -Credential (New-TestCredential -Password 'changed') -Confirm:$false
        $null = (Get-Task $machine 'Plan').Run($null)
        while ((Get-Task $machine 'Plan').State -eq 4) { Start-Sleep -Milliseconds 50 }
        # The program itself spoke: it has no password for the directory.
        (Get-Task $machine 'Plan').LastTaskResult | Should -Be 5
    }

    It 'refuses a wrong one in words, and leaves the tasks as they were' {
        $machine = Initialize-Machine
        $null = Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false
        $before = Get-MachineState $machine
        $fault = Get-Refusal { Register-DirSyncTask -Credential (New-TestCredential -Password 'wrong') -Confirm:$false -WarningAction SilentlyContinue }
        $fault.FullyQualifiedErrorId | Should -Be 'TaskPasswordWrong,Register-DirSyncTask'
        $fault.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $fault.TargetObject | Should -Be 'SRV01\dirsync'
        $fault.Exception.Message | Should -Match '0x8007052E'
        "$fault $($fault.Exception)" | Should -Not -Match 'wrong"|\bwrong\b(?!\.)'
        Get-MachineState $machine | Should -Be $before
    }
}

Describe 'Register-DirSyncTask with another account' {
    BeforeAll {
        $machine = Initialize-Machine -Granted $true
        $null = Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false
        (Get-Task $machine 'Sync').Enabled = $true
        $secrets = Join-Path $machine.Layout.DataFolder 'secrets'
        $null = New-Item -ItemType Directory -Path $secrets
        Set-Content -LiteralPath (Join-Path $secrets 'token.json') -Value '{}'
        $null = Register-DirSyncTask -Credential (New-TestCredential 'SRV01\backup' 'battery staple') -Confirm:$false
        $new = 'S-1-5-21-9-9-9-1002'
        $old = 'S-1-5-21-9-9-9-1001'
    }

    It 'moves the tasks, and the schedule stays enabled' {
        foreach ($name in 'Sync', 'Test', 'Plan') { (Get-Task $machine $name).UserSid | Should -Be $new }
        (Get-Task $machine 'Sync').Enabled | Should -BeTrue
    }

    It 'moves the rights on program, data and secrets; the old account has none left' {
        $lists = @($machine.Security.Sddl.Values)
        $lists -match $old | Should -BeNullOrEmpty
        $data = $machine.Layout.DataFolder
        $machine.Security.Sddl[$data] | Should -Be "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;$new)"
        $machine.Security.Sddl[(Join-Path $data 'state')] | Should -Be "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;;0x1200ab;;;$new)(A;OIIO;0x1301bf;;;$new)"
        $machine.Security.Sddl[(Join-Path $data 'secrets/token.json')] | Should -Be "O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;$new)"
        $machine.Security.Sddl[$machine.Layout.ProgramFolder] | Should -Match ([regex]::Escape("(A;OICI;0x1200a9;;;$new)"))
    }

    It 'moves the batch right, and keeps in install.json what was granted to whom' {
        $machine.Local['SeBatchLogonRight'] | Should -Contain "*$new"
        $machine.Local['SeBatchLogonRight'] | Should -Not -Contain "*$old"
        $record = Get-TestRecord $machine
        $record.account.sid | Should -Be $new
        $record.account.name | Should -Be 'SRV01\backup'
        $record.batchRight.granted | Should -BeTrue
        $record.batchRight.by | Should -Be 'local'
    }

    It 'is wholly taken back when the scheduler refuses at the end' {
        $before = Get-MachineState $machine
        $machine.Scheduler.FailAt = 'Sync'
        $said = @(try { Register-DirSyncTask -GroupManagedServiceAccount 'CONTOSO\gmsa-dirsync$' -Confirm:$false 3>&1 } catch { $fault = $_ })
        $fault.FullyQualifiedErrorId | Should -Be 'TaskRefused,Register-DirSyncTask'
        $fault.Exception.Message | Should -Match '0x800706BA'
        # Of tasks with another account's password, which is not to be had, the administrator is told.
        @($said) -match 'Register-DirSyncTask -Credential' | Should -HaveCount 2
        $rest = { param ($State) ($State -split "`n" | Where-Object { $_ -notmatch '^task |^<|^ ' }) -join "`n" }
        & $rest (Get-MachineState $machine) | Should -Be (& $rest $before)
    }

    It 'takes a group managed service account, without a password' {
        $null = Register-DirSyncTask -GroupManagedServiceAccount 'CONTOSO\gmsa-dirsync' -Confirm:$false
        (Get-Task $machine 'Sync').UserSid | Should -Be 'S-1-5-21-1-2-3-1105'
        (Get-TestRecord $machine).account.kind | Should -Be 'gmsa'
        $machine.Scheduler.Snapshot() | Should -Not -Match 'a password of'
    }
}

Describe 'The account of the tasks' {
    It 'is not <Name>' -ForEach @(
        @{ Name = 'S-1-5-18' }
        @{ Name = 'S-1-5-19' }
        @{ Name = 'S-1-5-20' }
        @{ Name = 'S-1-5-80-1-2-3-4-5' }
        @{ Name = 'S-1-5-82-1-2-3-4-5' }
        @{ Name = 'S-1-5-32-544' }
        @{ Name = 'S-1-1-0' }
    ) {
        $machine = Initialize-Machine
        $before = Get-MachineState $machine
        $fault = Get-Refusal { Register-DirSyncTask -Credential (New-TestCredential $Name 'x') -Confirm:$false }
        $fault.FullyQualifiedErrorId | Should -Be 'TaskAccountRefused,Register-DirSyncTask'
        $fault.ErrorDetails.RecommendedAction | Should -Match 'New-DirSyncAccount'
        Get-MachineState $machine | Should -Be $before
    }

    It 'is one that there is' {
        $machine = Initialize-Machine
        (Get-Refusal { Register-DirSyncTask -Credential (New-TestCredential 'CONTOSO\nobody') -Confirm:$false }).FullyQualifiedErrorId |
            Should -Be 'TaskAccountUnknown,Register-DirSyncTask'
    }

    It 'has a password' {
        $machine = Initialize-Machine
        (Get-Refusal { Register-DirSyncTask -Credential (New-TestCredential -Password '') -Confirm:$false }).FullyQualifiedErrorId |
            Should -Be 'TaskPasswordMissing,Register-DirSyncTask'
    }

    It 'can''t be one with a password where policy forbids to store those; a group managed one can' {
        $machine = Initialize-Machine
        $machine.Scheduler.PasswordsRefused = $true
        $fault = Get-Refusal { Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false }
        $fault.FullyQualifiedErrorId | Should -Be 'TaskPasswordsForbidden,Register-DirSyncTask'
        $fault.ErrorDetails.RecommendedAction | Should -Match 'GroupManagedServiceAccount'
        { Register-DirSyncTask -GroupManagedServiceAccount 'CONTOSO\gmsa-dirsync$' -Confirm:$false } | Should -Not -Throw
    }

    It 'is warned of when it may not log on as a batch job (0x4131C)' {
        $machine = Initialize-Machine
        $machine.Local['SeBatchLogonRight'] = @('*S-1-5-32-544')
        $null = Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false -WarningVariable said -WarningAction SilentlyContinue
        @($said) -match '0x0004131C' | Should -HaveCount 1
    }

    It 'is never asked for without an administrator''s rights' {
        $machine = Initialize-Machine
        $machine.Elevated = $false
        (Get-Refusal { Register-DirSyncTask -Credential (New-TestCredential) }).FullyQualifiedErrorId | Should -Be 'CoreElevationNeeded,Register-DirSyncTask'
    }
}

Describe 'A definition' {
    It 'carries what is special to XML as text: <_>' -ForEach 'C:\a & b\<c>', 'C:\"q"\%x%', 'C:\データ\日本 語' {
        $xml = & (Get-Module DirSync) { param ($Text) New-TaskXml -Description $Text -UserId 'a\b' -Command $Text -Argument $Text -TimeLimit '0:10' } $_
        ([xml]$xml).Task.Actions.Exec.Command | Should -Be $_
        ([xml]$xml).Task.RegistrationInfo.Description | Should -Be $_
    }

    It 'gives the program its arguments as they were: folders that end with a backslash, blanks, quotes' {
        $layout = [pscustomobject]@{ ConfigPath = 'C:\Program Data\config.yml'; DataFolder = 'D:\my data\' }
        & (Get-Module DirSync) { param ($Layout) Get-TaskArgument -Name 'Sync' -Layout $Layout } $layout |
            Should -Be 'sync --config "C:\Program Data\config.yml" --data "D:\my data\\"'
    }
}

Describe 'Unregister-DirSyncTask' {
    It 'removes the three tasks and the folder, and nothing else; given again, it does nothing' {
        $machine = Initialize-Machine
        $before = Get-MachineState $machine
        $null = Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false
        Unregister-DirSyncTask -Confirm:$false
        Get-MachineState $machine | Should -Be $before
        { Unregister-DirSyncTask -Confirm:$false } | Should -Not -Throw
    }

    It 'leaves a folder with another''s task in it' {
        $machine = Initialize-Machine
        $null = Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false
        $folder = (Connect-TaskSchedulerStandIn $machine.Scheduler).GetFolder('\DirSync')
        $null = $folder.RegisterTask('Theirs', (Get-Task $machine 'Plan').Xml, 6, 'SRV01\backup', 'battery staple', 1, $null)
        Unregister-DirSyncTask -Confirm:$false
        @($machine.Scheduler.Tasks.Keys) | Should -Be '\DirSync\Theirs'
    }

    It 'changes nothing with -WhatIf' {
        $machine = Initialize-Machine
        $null = Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false
        $before = Get-MachineState $machine
        Unregister-DirSyncTask -WhatIf
        Get-MachineState $machine | Should -Be $before
    }
}

Describe 'Disable-DirSync and Enable-DirSync' {
    BeforeAll {
        $machine = Initialize-Machine
        $null = Register-DirSyncTask -Credential (New-TestCredential) -Confirm:$false
    }

    It 'enables the schedule' {
        (Enable-DirSync).Enabled | Should -BeTrue
        (Get-Task $machine 'Sync').Enabled | Should -BeTrue
        (Get-TestRecord $machine).pause | Should -BeNullOrEmpty
    }

    It 'pauses it with a reason, a time and a name, and leaves Test and Plan' {
        $null = Disable-DirSync -Reason '組織変更: until Monday'
        (Get-Task $machine 'Sync').Enabled | Should -BeFalse
        (Get-Task $machine 'Test').Enabled | Should -BeTrue
        $pause = (Get-TestRecord $machine).pause
        $pause.reason | Should -Be '組織変更: until Monday'
        $pause.since | Should -Not -BeNullOrEmpty
        $pause.by | Should -Not -BeNullOrEmpty
    }

    It 'ends the pause' {
        $null = Enable-DirSync
        (Get-TestRecord $machine).pause | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-MachineState $machine
        Disable-DirSync -Reason 'x' -WhatIf
        Enable-DirSync -WhatIf
        Get-MachineState $machine | Should -Be $before
    }

    It 'takes the pause back when the task is not there' {
        Unregister-DirSyncTask -Confirm:$false
        $before = Get-MachineState $machine
        (Get-Refusal { Disable-DirSync -Reason 'x' }).FullyQualifiedErrorId | Should -Be 'TaskMissing,Disable-DirSync'
        Get-MachineState $machine | Should -Be $before
    }

    It 'refuses where nothing is installed' {
        $machine = New-InstallMachine -Folder $TestDrive -Source $archive
        (Get-Refusal { Enable-DirSync }).FullyQualifiedErrorId | Should -Be 'InstallMissing,Enable-DirSync'
    }
}
