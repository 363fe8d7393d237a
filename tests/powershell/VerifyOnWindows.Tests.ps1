# build/verify-on-windows.ps1 on a machine that keeps what it is told: what it finds there, and that it leaves the machine as it was.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    foreach ($name in 'TaskScheduler', 'UserRights', 'FolderSecurity') { Import-Module (Join-Path $PSScriptRoot "stand-ins/$name.psm1") -Force }
    Import-Module (Join-Path $PSScriptRoot 'support/InstallTests.psm1') -Force
    Import-TestedModule
    . (Join-Path $PSScriptRoot 'stand-ins/Installation.Mocks.ps1')
    # Who holds the right now is whom Task Scheduler lets log on.
    Mock -ModuleName DirSync Connect-TaskScheduler {
        $machine.Scheduler.Accounts['SRV01\dirsync'].BatchRight = 'S-1-5-21-9-9-9-1001' -in @(Get-StandInHolder $machine 'SeBatchLogonRight')
        Connect-TaskSchedulerStandIn $machine.Scheduler
    }
    # As cmd.exe would do what it may of the script: a file in state, and nothing else.
    $shell = Join-Path $TestDrive 'cmd'
    [System.IO.File]::WriteAllText($shell, "#!/bin/sh`n[ -n ""`$3"" ] && : > ""`$(dirname ""`$3"")/data/state/made""`nexit 0`n")
    & chmod 755 $shell
    $former = @{ Shell = $env:ComSpec; Config = $env:DIRSYNC_CONFIG; Data = $env:DIRSYNC_DATA; Token = $env:DIRSYNC_TOKEN; Password = $env:DIRSYNC_LDAP_PASSWORD }
    $env:ComSpec = $shell

    function Invoke-Verification {
        # The report of a run, by the id of the fact.
        param ($Machine, [hashtable] $With = @{})
        Use-Machine $Machine
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory -Path $folder
        $script = Get-ProjectPath 'build/verify-on-windows.ps1'
        & $script -ModulePath (Get-ProjectPath 'powershell/DirSync') -Program (Get-TestProgram) -ReportFolder $folder @With 6> $null
        $report = Get-Content -LiteralPath (Join-Path $folder 'verify-on-windows.json') -Raw | ConvertFrom-Json
        $found = @{ Text = [System.IO.File]::ReadAllText((Join-Path $folder 'verify-on-windows.txt')) }
        foreach ($finding in $report.findings) { $found[$finding.id] = $finding }
        $found
    }
}

AfterAll {
    $env:ComSpec = $former.Shell
    $env:DIRSYNC_CONFIG = $former.Config
    $env:DIRSYNC_DATA = $former.Data
    $env:DIRSYNC_TOKEN = $former.Token
    $env:DIRSYNC_LDAP_PASSWORD = $former.Password
}

Describe 'verify-on-windows.ps1 with -Apply' {
    BeforeAll {
        $machine = New-InstallMachine -Folder $TestDrive -Source $null
        $machine.Groups['S-1-5-21-9-9-9-500'] = @('S-1-5-11', 'S-1-5-32-544')
        $before = Get-MachineState $machine
        $found = Invoke-Verification $machine @{ Apply = $true; Credential = New-TestCredential }
    }

    It 'finds that <_> holds' -ForEach 'module.loads', 'right.holders', 'right.policy', 'task.registered', 'right.local', 'task.run', 'folder.access' {
        $found[$_].status | Should -Be 'holds' -Because $found[$_].seen
    }

    It 'says what it could not see, and why' {
        $found['event.text'].status | Should -Be 'failed'
        $found['kerberos.bind'].status | Should -Be 'not looked at'
        $found['kerberos.bind'].seen | Should -Match 'kerberos'
    }

    It 'writes the same for people to read' {
        $found.Text | Should -Match '(?m)^holds +task\.run\r?$'
    }

    It 'leaves the machine as it was' {
        Get-MachineState $machine | Should -Be $before
    }
}

Describe 'verify-on-windows.ps1 on a machine that does not do as it should' {
    It 'finds a user right that is not what was set, and takes back the rest' {
        $machine = New-InstallMachine -Folder $TestDrive -Source $null
        $machine.SeceditFault = 'Deaf'
        $before = Get-MachineState $machine
        $found = Invoke-Verification $machine @{ Apply = $true; Credential = New-TestCredential }
        $found['right.local'].status | Should -Be 'failed'
        $found['task.run'].status | Should -Be 'failed'
        Get-MachineState $machine | Should -Be $before
    }
}

Describe 'verify-on-windows.ps1 without -Apply' {
    It 'changes nothing, and says what it therefore did not look at' {
        $machine = New-InstallMachine -Folder $TestDrive -Source $null
        $before = Get-MachineState $machine
        $found = Invoke-Verification $machine
        $found['right.policy'].status | Should -Be 'holds'
        foreach ($id in 'task.registered', 'right.local', 'task.run', 'folder.access', 'event.text', 'kerberos.bind') {
            $found[$id].status | Should -Be 'not looked at'
            $found[$id].seen | Should -Match '-Apply'
        }
        Get-MachineState $machine | Should -Be $before
    }
}
