# The event source in the Application log.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    foreach ($name in 'TaskScheduler', 'UserRights', 'FolderSecurity') { Import-Module (Join-Path $PSScriptRoot "stand-ins/$name.psm1") -Force }
    Import-Module (Join-Path $PSScriptRoot 'support/InstallTests.psm1') -Force
    Import-TestedModule
    . (Join-Path $PSScriptRoot 'stand-ins/Installation.Mocks.ps1')
    $wanted = '%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll|7'

    function Invoke-EventSource {
        param ([System.Collections.Stack] $Undo = [System.Collections.Stack]::new())
        & (Get-Module DirSync) { param ($Undo) Install-EventSource -Undo $Undo } $Undo
    }
}

Describe 'The event source DirSync' {
    BeforeEach {
        $machine = New-InstallMachine -Folder $TestDrive
    }

    It 'is registered with .NET Framework''s message file, for errors, warnings and information' {
        Invoke-EventSource | Should -BeTrue
        $machine.EventSources['DirSync'] | Should -Be $wanted
    }

    It 'is left alone when it is so' {
        $machine.EventSources['DirSync'] = $wanted
        Invoke-EventSource | Should -BeFalse
    }

    It 'is put right when it is not: <_>' -ForEach '%SystemRoot%\other.dll|7', '%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll|1' {
        $machine.EventSources['DirSync'] = $_
        $undo = [System.Collections.Stack]::new()
        Invoke-EventSource -Undo $undo | Should -BeTrue
        $machine.EventSources['DirSync'] | Should -Be $wanted
        & (Get-Module DirSync) { param ($Undo) Invoke-Undo -Undo $Undo } $undo
        $machine.EventSources['DirSync'] | Should -Be $_
    }

    It 'is gone again after the undo' {
        $undo = [System.Collections.Stack]::new()
        $null = Invoke-EventSource -Undo $undo
        & (Get-Module DirSync) { param ($Undo) Invoke-Undo -Undo $Undo } $undo
        $machine.EventSources.Count | Should -Be 0
    }

    It 'is read back' {
        Mock -ModuleName DirSync Set-EventSource { }
        (Get-Refusal { Invoke-EventSource }).FullyQualifiedErrorId | Should -Match '^InstallEventSourceNotKept'
    }
}
