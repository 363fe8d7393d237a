# Update-DirSync from a newer archive: in place, with roll-back. The program is real; the newer one only says another version.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    foreach ($name in 'TaskScheduler', 'UserRights', 'FolderSecurity') { Import-Module (Join-Path $PSScriptRoot "stand-ins/$name.psm1") -Force }
    Import-Module (Join-Path $PSScriptRoot 'support/InstallTests.psm1') -Force
    Import-TestedModule
    . (Join-Path $PSScriptRoot 'stand-ins/Installation.Mocks.ps1')
    $former = @{ Config = $env:DIRSYNC_CONFIG; Data = $env:DIRSYNC_DATA; Token = $env:DIRSYNC_TOKEN; Password = $env:DIRSYNC_LDAP_PASSWORD }
    $archive = New-TestArchive -Folder (Join-Path $TestDrive 'archive')
    $newer = New-TestArchive -Folder (Join-Path $TestDrive 'newer') -Version '0.2.0'
    $broken = New-TestArchive -Folder (Join-Path $TestDrive 'broken') -Version '0.2.0' -Script "[ ""`$1"" = test ] && exit 1`nexec ""{0}"" ""`$@"""
    $simulator = Start-Simulator
    $null = Send-Order $simulator @{ do = 'addUsers'; count = 2 }

    # One installed machine, with a state, is enough: what fails leaves it as it is.
    $machine = New-InstallMachine -Folder $TestDrive -Source $archive
    Use-Machine $machine
    $parameters = @{
        ConfigPath = $simulator.config
        TokenOwner = $simulator.owner
        Token = ConvertTo-TestSecret $simulator.token
        LdapPassword = ConvertTo-TestSecret $simulator.ldapPassword
        Credential = New-TestCredential
        Confirm = $false
    }
    $null = Install-DirSync @parameters -Enable -WarningAction SilentlyContinue
    $null = Start-DirSync -Wait -Confirm:$false -WarningAction SilentlyContinue
    $data = $machine.Layout.DataFolder
    $database = Join-Path $data 'state/state.db'
}

AfterAll {
    Stop-Simulator $simulator
    $env:DIRSYNC_CONFIG = $former.Config
    $env:DIRSYNC_DATA = $former.Data
    $env:DIRSYNC_TOKEN = $former.Token
    $env:DIRSYNC_LDAP_PASSWORD = $former.Password
}

Describe 'Update-DirSync that is not begun' {
    BeforeEach {
        $before = Get-MachineState $machine
    }

    AfterEach {
        $machine.Source = $archive
        $machine.Elevated = $true
        Get-MachineState $machine | Should -Be $before
    }

    It 'does nothing where this version is installed' {
        (Update-DirSync).Changed | Should -BeFalse
    }

    It 'changes nothing with -WhatIf' {
        $machine.Source = $newer
        Update-DirSync -WhatIf | Should -BeNullOrEmpty
    }

    It 'refuses from the installed module, which has no program beside it' {
        $machine.Source = [pscustomobject]@{ ModuleFolder = $archive.ModuleFolder; Version = '0.1.0'; ProgramFolder = $null }
        (Get-Refusal { Update-DirSync }).FullyQualifiedErrorId | Should -Be 'InstallNoArchive,Update-DirSync'
    }

    It 'refuses an older version without -Force' {
        $machine.Source = New-TestArchive -Folder (Join-Path $TestDrive 'older') -Version '0.0.9'
        $fault = Get-Refusal { Update-DirSync }
        $fault.FullyQualifiedErrorId | Should -Be 'InstallOlder,Update-DirSync'
        $fault.ErrorDetails.RecommendedAction | Should -Match '-Force'
    }

    It 'needs an administrator' {
        $machine.Elevated = $false
        (Get-Refusal { Update-DirSync }).FullyQualifiedErrorId | Should -Be 'CoreElevationNeeded,Update-DirSync'
    }
}

Describe 'Update-DirSync that fails puts the old version back: <Step>' -ForEach @(
    @{ Step = 'the run goes on'; Break = { Mock -ModuleName DirSync Stop-DirSync { throw 'The run goes on.' } }; Id = 'InstallStepFailed' }
    @{ Step = 'no room for the copy of the state'; Break = { $machine.Faults['New-ProtectedFolder'] = '*-0.1.0' }; Id = 'InstallStepFailed' }
    @{ Step = 'no room for the program'; Break = { $machine.Faults['New-ProtectedFolder'] = '*Files/DirSync.new' }; Id = 'InstallStepFailed' }
    @{ Step = 'no room for the module'; Break = { $machine.Faults['New-ProtectedFolder'] = '*0.2.0.new' }; Id = 'InstallStepFailed' }
    @{ Step = 'the new program does not pass its test'; Break = { $machine.Source = $broken }; Id = 'InstallTestFailed' }
    @{ Step = 'the new program changes the state and fails'; Break = { Mock -ModuleName DirSync Test-DirSyncConnection { [System.IO.File]::WriteAllText($database, 'of a newer schema'); throw 'failed' } }; Id = 'InstallStepFailed' }
    @{ Step = 'the record can''t be written'; Break = { Mock -ModuleName DirSync Set-InstallRecord { throw 'The disk is full.' } }; Id = 'InstallStepFailed' }
) {
    It 'the machine is as it was, the schedule too' {
        $before = Get-MachineState $machine -Except '/logs/'
        $machine.Source = $newer
        try {
            . $Break
            $fault = Get-Refusal { Update-DirSync -WarningAction SilentlyContinue }
        }
        finally {
            $machine.Source = $archive
            $machine.Faults.Clear()
        }
        $fault.FullyQualifiedErrorId | Should -Match "^$Id,Update-DirSync$"
        Get-MachineState $machine -Except '/logs/' | Should -Be $before
        (Get-Task $machine 'Sync').Enabled | Should -BeTrue
    }
}

Describe 'Update-DirSync' {
    BeforeAll {
        $null = Disable-DirSync -Reason 'until Monday'
        $bytes = (Get-FileHash -LiteralPath $database).Hash
        $tasks = $machine.Scheduler.Snapshot()
        $machine.Source = $newer
        $updated = Update-DirSync
    }

    It 'exchanges program and module, and removes the old ones' {
        $updated.Changed | Should -BeTrue
        $updated.From | Should -Be '0.1.0'
        $updated.To | Should -Be '0.2.0'
        & $machine.Layout.Program --version | Should -Be '0.2.0'
        @(Get-ChildItem -LiteralPath $machine.Layout.ModuleFolder -Name) | Should -Be '0.2.0'
        @(Get-ChildItem -LiteralPath (Split-Path $machine.Layout.ProgramFolder) -Name | Sort-Object) | Should -Be 'DirSync', 'WindowsPowerShell'
        (Get-TestRecord $machine).version | Should -Be '0.2.0'
    }

    It 'has tested the new one as the account of the task' {
        ($updated.Checks | Where-Object Id -eq 'task.logon').Status | Should -Be 'pass'
    }

    It 'has a copy of the state where administrators alone write' {
        (Get-FileHash -LiteralPath (Join-Path $updated.Backup 'state.db')).Hash | Should -Be $bytes
        $machine.Security.Sddl[$updated.Backup] | Should -Be 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'
    }

    It 'leaves a pause that was set before' {
        (Get-Task $machine 'Sync').Enabled | Should -BeFalse
        (Get-TestRecord $machine).pause.reason | Should -Be 'until Monday'
        $machine.Scheduler.Snapshot() | Should -Be $tasks
    }

    It 'gives the account its rights on the new program' {
        $machine.Security.Sddl[$machine.Layout.ProgramFolder] | Should -Match ([regex]::Escape('(A;OICI;0x1200a9;;;S-1-5-21-9-9-9-1001)'))
    }

    It 'goes back to an older version with -Force, and goes on with an enabled schedule' {
        $null = Enable-DirSync
        $machine.Source = $archive
        (Update-DirSync -Force).To | Should -Be '0.1.0'
        & $machine.Layout.Program --version | Should -Be '0.1.0'
        (Get-Task $machine 'Sync').Enabled | Should -BeTrue
    }

    It 'keeps the three newest copies of the state' {
        foreach ($source in $newer, $archive) {
            $machine.Source = $source
            $null = Update-DirSync -Force
        }
        @(Get-ChildItem -LiteralPath (Join-Path $data 'backup')) | Should -HaveCount 3
    }
}
