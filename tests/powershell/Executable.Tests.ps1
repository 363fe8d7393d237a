BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-TestedModule
    $node = Get-NodePath
    $echo = Get-ProjectPath 'tests/powershell/support/echo.mjs'
}

Describe 'a program gets' {
    It 'each argument as it was: <_>' -ForEach @(
        'plain', '', ' ', 'with blank', '"', 'a"b', '\', 'C:\Program Files\', 'C:\x\\"', '\\server\share', "tab`there", '--x=y z', '$HOME', '%PATH%', '日本語 データ', "it's", 'a\\b', '*'
    ) {
        $run = InModuleScope DirSync -Parameters @{ Node = $node; Echo = $echo; Given = $_ } {
            Start-NativeProgram -Path $Node -Argument $Echo, 'before', $Given, 'after'
        }
        ($run.Output | ConvertFrom-Json).args | Should -Be @('before', $_, 'after')
    }

    It 'one command line as CommandLineToArgvW takes it apart: <Argument>' -ForEach @(
        @{ Argument = @('a'); Line = 'a' }
        @{ Argument = @('a b'); Line = '"a b"' }
        @{ Argument = @('a\b'); Line = 'a\b' }
        @{ Argument = @('a b\'); Line = '"a b\\"' }
        @{ Argument = @('a"b'); Line = '"a\"b"' }
        @{ Argument = @('a\"b'); Line = '"a\\\"b"' }
        @{ Argument = @('', 'x'); Line = '"" x' }
    ) {
        InModuleScope DirSync -Parameters $_ { ConvertTo-NativeArgument -Argument $Argument } | Should -BeExactly $Line
    }

    It 'the bytes of a secret in UTF-8, without a byte order mark and without a line end' {
        $secret = ConvertTo-TestSecret 'パス "w\ord'
        $run = InModuleScope DirSync -Parameters @{ Node = $node; Echo = $echo; Secret = $secret } {
            Start-NativeProgram -Path $Node -Argument $Echo -StandardInput (ConvertTo-SecretByte -Secret $Secret)
        }
        $expected = [System.Text.Encoding]::UTF8.GetBytes('パス "w\ord')
        ($run.Output | ConvertFrom-Json).input | Should -Be ([System.BitConverter]::ToString($expected) -replace '-', '')
    }

    It 'the bytes of a secret of one character as an array' {
        $bytes = InModuleScope DirSync -Parameters @{ Secret = (ConvertTo-TestSecret 'x') } { , (ConvertTo-SecretByte -Secret $Secret) }
        , $bytes | Should -BeOfType [byte[]]
    }

    It 'nothing of what Node would obey in the environment' {
        $env:NODE_OPTIONS = '--no-warnings'
        $env:NODE_EXTRA_CA_CERTS = '/nowhere.pem'
        try {
            $run = InModuleScope DirSync -Parameters @{ Node = $node; Echo = $echo } { Start-NativeProgram -Path $Node -Argument $Echo }
        }
        finally {
            Remove-Item Env:NODE_OPTIONS, Env:NODE_EXTRA_CA_CERTS
        }
        ($run.Output | ConvertFrom-Json).names | Where-Object { $_ -like 'NODE_*' } | Should -BeNullOrEmpty
        ($run.Output | ConvertFrom-Json).names | Should -Contain 'PATH'
    }

    It 'its exit code and both outputs read, as UTF-8, however much of each there is' {
        $script = 'process.stdout.write(''出''.repeat(300000)); process.stderr.write(''誤''.repeat(300000)); process.exitCode = 42'
        $run = InModuleScope DirSync -Parameters @{ Node = $node; Script = $script } { Start-NativeProgram -Path $Node -Argument '-e', $Script }
        $run.ExitCode | Should -Be 42
        $run.Output | Should -BeExactly ('出' * 300000)
        $run.Errors | Should -BeExactly ('誤' * 300000)
    }
}

Describe 'an answer of the executable' {
    BeforeAll {
        function Invoke-Scripted {
            # Asks a program that prints a document and ends with an exit code.
            param ([string] $Document, [int] $ExitCode, [hashtable] $More = @{})
            $folder = New-ProgramFolder ("cat <<'END'`n{0}`nEND`necho something >&2`nexit {1}" -f $Document, $ExitCode)
            try {
                InModuleScope DirSync -Parameters @{ Program = (Join-Path $folder 'dirsync'); More = $More } {
                    Invoke-DirSyncExecutable -Argument 'status' -Program $Program @More
                }
            }
            finally {
                Remove-Item -LiteralPath $folder -Recurse
            }
        }
        function Format-Document {
            param ([int] $ExitCode, [object[]] $Problem = @())
            ConvertTo-Json -InputObject @{ schemaVersion = 1; command = 'status'; exitCode = $ExitCode; problems = $Problem } -Depth 5 -Compress -EscapeHandling EscapeNonAscii
        }
        function New-TestProblem {
            param ([string] $Code, [string] $Severity = 'error', [hashtable] $More = @{})
            @{ code = $Code; severity = $Severity; object = '山田'; dn = $null; attribute = $null; message = "$Code で失敗"; remedy = "$Code の対処" } + $More
        }
    }

    It 'is its document: escapes read, texts that look like dates left as they are' {
        $document = Invoke-Scripted (Format-Document 0 @(New-TestProblem 'a.b' 'warning' @{ time = '2026-01-02T03:04:05Z' })) 0 -More @{ WarningAction = 'SilentlyContinue' }
        $document.problems[0].object | Should -BeExactly '山田'
        $document.problems[0].time | Should -BeOfType [string]
    }

    It 'has its warnings written as warnings, each with its remedy' {
        $warnings = $null
        $null = Invoke-Scripted (Format-Document 0 @(New-TestProblem 'a.b' 'warning')) 0 -More @{ WarningAction = 'SilentlyContinue'; WarningVariable = 'global:seen' }
        $global:seen | Should -Be 'a.b で失敗 a.b の対処'
        Remove-Variable -Name seen -Scope Global
    }

    It 'exit code <ExitCode> is thrown as <Category>' -ForEach @(
        @{ ExitCode = 1; Category = 'NotSpecified' }, @{ ExitCode = 2; Category = 'InvalidArgument' }, @{ ExitCode = 3; Category = 'WriteError' }
        @{ ExitCode = 4; Category = 'SecurityError' }, @{ ExitCode = 5; Category = 'ResourceUnavailable' }, @{ ExitCode = 6; Category = 'ConnectionError' }
        @{ ExitCode = 7; Category = 'ResourceBusy' }, @{ ExitCode = 8; Category = 'InvalidData' }, @{ ExitCode = 130; Category = 'OperationStopped' }
    ) {
        $fault = { Invoke-Scripted (Format-Document $ExitCode @(New-TestProblem 'x.y')) $ExitCode } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'x.y'
        $fault.CategoryInfo.Category | Should -Be $Category
        $fault.TargetObject | Should -Be '山田'
        $fault.Exception.Message | Should -Be 'x.y で失敗'
        $fault.ErrorDetails.RecommendedAction | Should -Be 'x.y の対処'
    }

    It 'of several problems all are in the one record, those of a file with their place' {
        $problems = (New-TestProblem 'first' 'error' @{ file = 'config.yml'; line = 3; column = 7 }), (New-TestProblem 'second')
        $fault = { Invoke-Scripted (Format-Document 2 $problems) 2 } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'first'
        $fault.Exception.Message | Should -Be "config.yml:3:7: first で失敗`nsecond で失敗"
        $fault.ErrorDetails.RecommendedAction | Should -Be "first の対処`nsecond の対処"
        $fault.Exception.Data['Problems'] | Should -HaveCount 2
    }

    It 'an exit code that is asked for is an answer' {
        (Invoke-Scripted (Format-Document 7) 7 -More @{ Accept = 0, 7 }).exitCode | Should -Be 7
    }

    It 'an exit code without a problem is said in words' {
        $fault = { Invoke-Scripted (Format-Document 7) 7 } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'CoreExitCode7'
        $fault.Exception.Message | Should -Match 'Another run is at work'
    }

    It 'no document at all is an error with the last line that was said: <Output>' -ForEach @(
        @{ Output = '' }, @{ Output = 'not JSON' }, @{ Output = '{"other":1}' }, @{ Output = 'null' }
    ) {
        $fault = { Invoke-Scripted $Output 1 } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'CoreNoAnswer'
        $fault.Exception.Message | Should -Match 'exit code 1'
    }

    It 'a program that is missing is said to be, and how to get it' {
        $fault = { InModuleScope DirSync { Invoke-DirSyncExecutable -Argument 'status' -Program '/nowhere/dirsync' } } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'CoreProgramMissing'
        $fault.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $fault.TargetObject | Should -Be '/nowhere/dirsync'
        $fault.ErrorDetails.RecommendedAction | Should -Match 'Install-DirSync'
    }
}

Describe 'where things are' {
    It 'on Linux: dirsync on the PATH, the folders of the system' {
        $folder = New-ProgramFolder 'exit 0'
        $before = $env:PATH
        $env:PATH = $folder
        try {
            $layout = InModuleScope DirSync { Get-DirSyncLayout }
        }
        finally {
            $env:PATH = $before
            Remove-Item -LiteralPath $folder -Recurse
        }
        $layout.Program | Should -Be (Join-Path $folder 'dirsync')
        $layout.DataFolder | Should -Be '/var/lib/dirsync'
        $layout.ConfigPath | Should -Be '/etc/dirsync/config.yml'
    }

    It 'DIRSYNC_CONFIG and DIRSYNC_DATA are obeyed' {
        $env:DIRSYNC_CONFIG = '/x y/設定.yml'
        $env:DIRSYNC_DATA = '/x y/データ'
        try {
            $layout = InModuleScope DirSync { Get-DirSyncLayout }
        }
        finally {
            Remove-Item Env:DIRSYNC_CONFIG, Env:DIRSYNC_DATA
        }
        $layout.ConfigPath | Should -Be '/x y/設定.yml'
        $layout.DataFolder | Should -Be '/x y/データ'
    }
}
