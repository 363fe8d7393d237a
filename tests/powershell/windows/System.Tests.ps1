# The module's own calls of Windows, each against what this Windows really does.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../support/DirSyncTests.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'WindowsTests.psm1') -Force
    Get-Module -Name DirSync | Remove-Module
    Import-Module -Name (Get-ProjectPath 'powershell/DirSync')
    $me = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    $sid = $me.User.Value
    $root = 'C:\検証 の フォルダー'
    $null = New-Item -ItemType Directory -Path $root
}

AfterAll {
    Get-Module -Name DirSync | Remove-Module
    Remove-Item -LiteralPath $root -Recurse -Force
}

Describe 'The module in a Windows' {
    It 'loads with exactly its cmdlets, and finds its places' {
        (Get-Command -Module DirSync).Count | Should -Be (Import-PowerShellDataFile (Get-ProjectPath 'powershell/DirSync/DirSync.psd1')).FunctionsToExport.Count
        InModuleScope DirSync {
            $layout = Get-DirSyncLayout
            $layout.Program | Should -Be 'C:\Program Files\DirSync\dirsync.exe'
            $layout.DataFolder | Should -Be 'C:\ProgramData\DirSync'
            $layout.ConfigPath | Should -Be 'C:\ProgramData\DirSync\config.yml'
            $layout.ModuleFolder | Should -Be 'C:\Program Files\WindowsPowerShell\Modules\DirSync'
            Test-WindowsHost | Should -BeTrue
            Test-Elevated | Should -BeTrue
        }
    }

    It 'speaks the language of this Windows' {
        $japanese = (Get-UICulture).Name -eq 'ja-JP'
        InModuleScope DirSync -Parameters @{ Japanese = $japanese } {
            param ($Japanese)
            Get-DirSyncLanguage | Should -Be $(if ($Japanese) { 'ja' } else { 'en' })
            ($Text.CoreStopNone -match '\p{IsHiragana}') | Should -Be $Japanese
        }
        $help = (Get-Help Install-DirSync).Synopsis
        $help | Should -Match 'Prepares this machine'
    }

    It 'says without a program where it is expected, and how to get it' {
        $fault = { Get-DirSyncStatus } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'CoreProgramMissing,Get-DirSyncStatus'
        $fault.Exception.Message | Should -Match ([regex]::Escape('C:\Program Files\DirSync\dirsync.exe'))
        $fault.ErrorDetails.RecommendedAction | Should -Match 'Install-DirSync'
    }
}

Describe 'Accounts' {
    It 'finds the SID of <Name>' -ForEach @(
        @{ Name = '.\{0}' -f [System.Environment]::UserName }
        @{ Name = [System.Environment]::UserName }
        @{ Name = '{0}\{1}' -f [System.Environment]::MachineName, [System.Environment]::UserName }
    ) {
        InModuleScope DirSync -Parameters @{ Name = $Name } { param ($Name) ConvertTo-DirSyncSid -Account $Name } | Should -Be $sid
    }

    It 'knows well-known groups by their SIDs, whatever they are called here' {
        InModuleScope DirSync {
            ConvertTo-DirSyncSid -Account (ConvertFrom-DirSyncSid -Sid 'S-1-5-32-544') | Should -Be 'S-1-5-32-544'
            Get-CurrentGroupSid | Should -Contain 'S-1-5-32-544'
        }
    }

    It 'answers null to a name that nobody has, and the SID to one that no account has' {
        InModuleScope DirSync {
            ConvertTo-DirSyncSid -Account '同期用 nobody' | Should -BeNullOrEmpty
            ConvertFrom-DirSyncSid -Sid 'S-1-5-21-9-9-9-4242' | Should -Be 'S-1-5-21-9-9-9-4242'
        }
    }

    It 'is this session''s' {
        InModuleScope DirSync { Get-CurrentSid } | Should -Be $sid
        InModuleScope DirSync { Get-CurrentUserName } | Should -Be $me.Name
    }
}

Describe 'The event source' {
    It 'is registered so that Event Viewer shows our texts, found by .NET, and taken away' {
        InModuleScope DirSync {
            Get-EventSource -Source 'DirSync 検証' | Should -BeNullOrEmpty
            Set-EventSource -Source 'DirSync 検証' -MessageFile '%SystemRoot%\x.dll' -TypesSupported 7
            $found = Get-EventSource -Source 'DirSync 検証'
            $found.MessageFile | Should -Be '%SystemRoot%\x.dll'
            $found.TypesSupported | Should -Be 7
            [System.Diagnostics.EventLog]::SourceExists('DirSync 検証') | Should -BeTrue
            [System.Diagnostics.EventLog]::LogNameFromSourceName('DirSync 検証', '.') | Should -Be 'Application'
            Remove-EventSource -Source 'DirSync 検証'
            Remove-EventSource -Source 'DirSync 検証'
            [System.Diagnostics.EventLog]::SourceExists('DirSync 検証') | Should -BeFalse
        }
    }
}

Describe 'Settings of LSA' {
    It 'are read from the registry: null where not set' {
        $key = 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa'
        InModuleScope DirSync { Get-LsaSetting -Name 'DisableDomainCreds' } | Should -BeNullOrEmpty
        if (-not (Test-Path $key)) { $null = New-Item -Path $key -Force }
        New-ItemProperty -Path $key -Name 'DisableDomainCreds' -Value 1 -PropertyType DWord > $null
        try {
            InModuleScope DirSync { Get-LsaSetting -Name 'DisableDomainCreds' } | Should -Be 1
            $fault = { InModuleScope DirSync { Assert-PasswordStorable -Name 'me' -Password (ConvertTo-SecureString 'x' -AsPlainText -Force) } } | Should -Throw -PassThru
            $fault.Exception.Message | Should -Match '0x80070520'
        }
        finally {
            Remove-ItemProperty -Path $key -Name 'DisableDomainCreds'
        }
    }
}

Describe 'Folders and files' {
    It 'are made closed to others from their first moment' {
        # Of an access list, Wine keeps what Unix modes can say: whether others than the owner may do anything.
        InModuleScope DirSync -Parameters @{ Root = $root; Sid = $sid } {
            param ($Root, $Sid)
            $folder = Join-Path $Root 'データ'
            New-ProtectedFolder -Path $folder -Sddl (Get-DirSyncSddl -Kind 'Data' -Sid $Sid) -UnixMode '0700'
            $found = Get-FolderSecurity -Path $folder
            $found.Exists | Should -BeTrue
            $found.IsFolder | Should -BeTrue
            $found.Reparse | Should -BeFalse
            $found.Entries.Sid | Should -Not -Contain 'S-1-1-0'
            Get-UnsoundFolder -Path $folder | Should -BeNullOrEmpty

            $file = Join-Path $folder '.keep'
            New-ProtectedFile -Path $file -Sddl (Get-DirSyncSddl -Kind 'Secret' -Sid $Sid) -UnixMode '0600' -Content "日本`n"
            (Get-FolderSecurity -Path $file).Entries.Sid | Should -Not -Contain 'S-1-1-0'
            [System.Convert]::ToHexString([System.IO.File]::ReadAllBytes($file)) | Should -Be 'E697A5E69CAC0A'
            { New-ProtectedFile -Path $file -Sddl 'O:BAD:P(A;;FA;;;BA)' -UnixMode '0600' -Content 'again' } | Should -Throw
        }
    }

    It 'that others may write are refused, with their name' {
        $folder = Join-Path $root 'open'
        $null = New-Item -ItemType Directory -Path $folder
        Set-FileSecurity -Path $folder -Sddl 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;WD)'
        InModuleScope DirSync -Parameters @{ Folder = $folder } {
            param ($Folder)
            $fault = { Assert-FolderSound -Path $Folder } | Should -Throw -PassThru
            $fault.FullyQualifiedErrorId | Should -Match '^FolderUnsound'
            $fault.Exception.Message | Should -Match ([regex]::Escape($Folder))
            $fault.Exception.Message | Should -Match ([regex]::Escape((ConvertFrom-DirSyncSid -Sid 'S-1-1-0')))
        }
    }

    It 'that are a link or another volume are refused' {
        # Wine shows what Linux mounts there as Windows shows a volume that is mounted in a folder.
        InModuleScope DirSync {
            (Get-FolderSecurity -Path 'Z:\tmp').Reparse | Should -BeTrue
            { Assert-FolderSound -Path 'Z:\tmp' } | Should -Throw
        }
    }

    It 'take another owner and list later on, owners alone too' {
        InModuleScope DirSync -Parameters @{ Root = $root; Sid = $sid } {
            param ($Root, $Sid)
            $file = Join-Path $Root '一覧.json'
            [System.IO.File]::WriteAllText($file, '{}')
            $before = (Get-FolderSecurity -Path $file).Sddl
            Set-ItemSecurity -Path $file -Sddl 'O:BA'
            (Get-FolderSecurity -Path $file).Sddl | Should -Be $before
            Set-ItemSecurity -Path $file -Sddl (Get-DirSyncSddl -Kind 'Secret' -Sid $Sid)
            $entries = (Get-FolderSecurity -Path $file).Entries
            ($entries | Where-Object Sid -eq $Sid).Allow | Should -Contain $true
            ($entries | Where-Object Sid -eq 'S-1-5-18').Mask | Should -Contain 0x1f01ff
        }
    }

    It 'what is not there is no error, whether the folder above is there or not' {
        InModuleScope DirSync -Parameters @{ Root = $root } {
            param ($Root)
            (Get-FolderSecurity -Path (Join-Path $Root 'none')).Exists | Should -BeFalse
            (Get-FolderSecurity -Path (Join-Path $Root 'none\none')).Exists | Should -BeFalse
            Remove-Folder -Path (Join-Path $Root 'none')
        }
    }

    It 'a file is replaced whole, a long path too, and the undo brings it back' {
        InModuleScope DirSync -Parameters @{ Root = $root } {
            param ($Root)
            $folder = Join-Path $Root (('長い名前' * 15) + '\' + ('x' * 120) + '\' + ('y' * 120))
            $null = [System.IO.Directory]::CreateDirectory($folder)
            $file = Join-Path $folder '設定.yml'
            $file.Length | Should -BeGreaterThan 260
            $undo = New-UndoStack
            Set-FileContent -Path $file -Byte ([byte[]] (1, 2)) -Undo (New-UndoStack) | Should -BeTrue
            Set-FileContent -Path $file -Byte ([byte[]] (1, 2)) -Undo $undo | Should -BeFalse
            Set-FileContent -Path $file -Byte ([byte[]] (3)) -Undo $undo | Should -BeTrue
            [System.IO.File]::ReadAllBytes($file) | Should -Be 3
            Invoke-Undo -Undo $undo
            [System.IO.File]::ReadAllBytes($file) | Should -Be 1, 2
            @([System.IO.Directory]::GetFileSystemEntries($folder)) | Should -HaveCount 1
            Remove-Folder -Path (Join-Path $Root ('長い名前' * 15))
        }
    }

    It 'the mark of the web comes off' {
        InModuleScope DirSync -Parameters @{ Root = $root } {
            param ($Root)
            $file = Join-Path $Root 'マーク.ps1'
            Set-Content -LiteralPath $file -Value '1'
            Set-Content -LiteralPath $file -Stream 'Zone.Identifier' -Value "[ZoneTransfer]`r`nZoneId=3"
            Remove-WebMark -Path $file
            Get-Item -LiteralPath $file -Stream 'Zone.Identifier' -ErrorAction Ignore | Should -BeNullOrEmpty
            Remove-WebMark -Path $file
        }
    }
}

Describe 'A program' {
    BeforeAll {
        # PowerShell for Windows itself tells what it was given.
        $host7 = (Get-Process -Id $PID).Path
        $script = Join-Path $root 'エコー.ps1'
        $text = @'
$bytes = [System.IO.MemoryStream]::new()
[System.Console]::OpenStandardInput().CopyTo($bytes)
$names = [System.Environment]::GetEnvironmentVariables().Keys -join ' '
$said = @{ given = @($args); input = [System.Convert]::ToHexString($bytes.ToArray()); names = $names } | ConvertTo-Json -Compress
$utf8 = [System.Text.UTF8Encoding]::new($false).GetBytes($said)
[System.Console]::OpenStandardOutput().Write($utf8, 0, $utf8.Length)
[System.Environment]::Exit(3)
'@
        [System.IO.File]::WriteAllText($script, $text, [System.Text.UTF8Encoding]::new($true))
    }

    It 'gets arguments, bytes and no setting of Node, whatever the code page of the console is' {
        $given = 'a b', 'say "hi"', 'C:\ends with\', '日本 語', '', '\\server\"x"', '--expires=2027-03-31'
        $secret = ConvertTo-TestSecret '合言葉"\'
        $env:NODE_OPTIONS = '--no-warnings'
        try {
            $run = InModuleScope DirSync -Parameters @{ Program = $host7; Script = $script; Given = $given; Secret = $secret } {
                param ($Program, $Script, $Given, $Secret)
                Start-NativeProgram -Path $Program -Argument (@('-NoProfile', '-NonInteractive', '-File', $Script) + $Given) -StandardInput (ConvertTo-SecretByte -Secret $Secret)
            }
        }
        finally {
            $env:NODE_OPTIONS = $null
        }
        $run.ExitCode | Should -Be 3
        $said = $run.Output | ConvertFrom-Json
        $said.given | Should -Be $given
        $said.input | Should -Be ([System.Convert]::ToHexString([System.Text.Encoding]::UTF8.GetBytes('合言葉"\')))
        $said.names | Should -Not -Match 'NODE_OPTIONS'
    }
}

Describe 'What a session without anybody in front of it is asked' {
    It 'is an error that names the parameter to give' {
        $fault = { InModuleScope DirSync { Read-Answer -Question 'アカウント' -Instead '-Credential' } } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Match '^InstallNobodyToAsk'
        $fault.ErrorDetails.RecommendedAction | Should -Match '-Credential'
    }
}
