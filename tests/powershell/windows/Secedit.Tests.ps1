# The program behind the local policy.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../support/DirSyncTests.psm1') -Force
    Import-Module -Name (Get-ProjectPath 'powershell/DirSync') -Force
}

Describe 'Invoke-Secedit' {
    It 'runs the secedit.exe of System32, and gives its exit code' {
        Mock -ModuleName DirSync Start-NativeProgram { $script:run = @{ Path = $Path; Argument = $Argument }; [pscustomobject]@{ ExitCode = 3; Output = ''; Errors = '' } }
        InModuleScope DirSync { Invoke-Secedit -Argument '/export', '/cfg', 'C:\a b.inf' } | Should -Be 3
        $run.Path | Should -Be (Join-Path ([System.Environment]::SystemDirectory) 'secedit.exe')
        $run.Argument | Should -Be '/export', '/cfg', 'C:\a b.inf'
    }
}
