# The data folder: protected from its first moment, or refused. On the stand-in of Windows' access lists, and on this system's own.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    foreach ($name in 'TaskScheduler', 'UserRights', 'FolderSecurity') { Import-Module (Join-Path $PSScriptRoot "stand-ins/$name.psm1") -Force }
    Import-Module (Join-Path $PSScriptRoot 'support/InstallTests.psm1') -Force
    Import-TestedModule
    $sid = 'S-1-5-21-9-9-9-1001'
    $other = 'S-1-5-21-9-9-9-1002'

    function Invoke-DataFolder {
        # Prepares the machine's data folder; gives what was done in words, and how it is taken back.
        param ([string] $Sid = 'S-1-5-21-9-9-9-1001', [string] $FormerSid = '', [switch] $Force)
        $undo = [System.Collections.Stack]::new()
        $done = & (Get-Module DirSync) {
            param ($Folder, $Sid, $FormerSid, $Undo, $Force)
            Install-DataFolder -DataFolder $Folder -Sid $Sid -FormerSid $FormerSid -Undo $Undo -Force:$Force
        } $machine.Layout.DataFolder $Sid $FormerSid $undo $Force
        [pscustomobject]@{ Done = @($done); Undo = $undo }
    }

    function Undo-All {
        param ($Undo)
        & (Get-Module DirSync) { param ($Undo) Invoke-Undo -Undo $Undo } $Undo
    }
}

Describe 'On Windows' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'stand-ins/Installation.Mocks.ps1')
    }
    BeforeEach {
        $machine = New-InstallMachine -Folder $TestDrive
        $data = $machine.Layout.DataFolder
        $empty = Get-MachineState $machine
    }

    It 'the data folder is made with a protected list, owned by Administrators; the account reads' {
        $null = Invoke-DataFolder
        $machine.Security.Sddl[$data] | Should -Be "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;$sid)"
    }

    It 'in <_> the account makes, changes and deletes files, but makes no folders and deletes not the kept one' -ForEach 'state', 'logs', 'plans' {
        $null = Invoke-DataFolder
        $folder = Join-Path $data $_
        $machine.Security.Sddl[$folder] | Should -Be "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;;0x1200ab;;;$sid)(A;OIIO;0x1301bf;;;$sid)"
        # 0x2 makes files; 0x4 would make folders, 0x40 would delete what is protected.
        0x1200ab -band (0x4 -bor 0x40) | Should -Be 0
        $machine.Security.Sddl[(Join-Path $folder '.keep')] | Should -Be "O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;$sid)"
    }

    It 'a second time nothing is done' {
        $null = Invoke-DataFolder
        $before = Get-MachineState $machine
        (Invoke-DataFolder -FormerSid $sid).Done | Should -BeNullOrEmpty
        Get-MachineState $machine | Should -Be $before
    }

    It 'the undo takes away what was made, and nothing else' {
        $null = New-Item -ItemType Directory -Path (Split-Path $data) -Force
        $made = Invoke-DataFolder
        Set-Content -LiteralPath (Join-Path $data 'state/state.db') -Value 'made meanwhile'
        Undo-All $made.Undo
        Get-MachineState $machine | Should -Be $empty
    }

    It 'another account gets the rights, and the undo gives them back' {
        $null = Invoke-DataFolder
        $null = New-Item -ItemType Directory -Path (Join-Path $data 'secrets')
        Set-Content -LiteralPath (Join-Path $data 'secrets/token.json') -Value '{}'
        $machine.Security.Sddl[(Join-Path $data 'secrets/token.json')] = "O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;$sid)"
        $before = Get-MachineState $machine
        $made = Invoke-DataFolder -Sid $other -FormerSid $sid
        @($machine.Security.Sddl.Values) -match $sid | Should -BeNullOrEmpty
        @($machine.Security.Sddl.Values) -match $other | Should -HaveCount 8
        Undo-All $made.Undo
        Get-MachineState $machine | Should -Be $before
    }

    It 'is refused when it is <What>' -ForEach @(
        @{ What = 'another''s'; Sddl = 'O:S-1-5-21-9-9-9-1002D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'; Said = 'SRV01\\backup' }
        @{ What = 'for Users to write'; Sddl = 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FW;;;BU)'; Said = 'written' }
        @{ What = 'for somebody to delete in'; Sddl = 'O:BAD:P(A;OICI;FA;;;SY)(A;;0x1200e9;;;S-1-5-21-9-9-9-1002)'; Said = 'SRV01\\backup' }
        @{ What = 'for somebody to write in what will be made'; Sddl = 'O:BAD:P(A;OICI;FA;;;SY)(A;OIIO;0x1301bf;;;S-1-5-21-9-9-9-1002)'; Said = 'SRV01\\backup' }
        @{ What = 'for somebody to give himself rights'; Sddl = 'O:BAD:P(A;OICI;FA;;;SY)(A;;0x60000;;;S-1-5-21-9-9-9-1002)'; Said = 'SRV01\\backup' }
        @{ What = 'for the account itself to write'; Sddl = 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;0x1301bf;;;S-1-5-21-9-9-9-1001)'; Said = 'SRV01\\dirsync' }
        @{ What = 'inheriting from the folder above'; Sddl = 'O:BAD:(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'; Said = 'inherits' }
        @{ What = 'the administrator''s own, with nobody else''s rights'; Sddl = 'O:S-1-5-21-9-9-9-500D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;S-1-5-21-9-9-9-500)'; Said = 'owned by' }
    ) {
        $null = New-Item -ItemType Directory -Path $data
        $machine.Security.Sddl[$data] = $Sddl
        Set-Content -LiteralPath (Join-Path $data 'config.yml') -Value 'planted'
        $before = Get-MachineState $machine
        $fault = Get-Refusal { Invoke-DataFolder }
        $fault.FullyQualifiedErrorId | Should -Match '^FolderUnsound'
        $fault.CategoryInfo.Category | Should -Be 'SecurityError'
        $fault.TargetObject | Should -Be $data
        $fault.Exception.Message | Should -Match $Said
        $fault.ErrorDetails.RecommendedAction | Should -Match '-Force'
        Get-MachineState $machine | Should -Be $before
    }

    It '-Force renames an unsound one away and uses nothing in it; the undo brings it back' {
        $null = New-Item -ItemType Directory -Path $data
        $machine.Security.Sddl[$data] = 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BU)'
        Set-Content -LiteralPath (Join-Path $data 'config.yml') -Value 'planted'
        $before = Get-MachineState $machine
        $made = Invoke-DataFolder -Force
        Join-Path $data 'config.yml' | Should -Not -Exist
        @(Get-ChildItem -LiteralPath (Split-Path $data) -Filter 'DirSync.refused-*') | Should -HaveCount 1
        $made.Done[0] | Should -Match 'renamed'
        Undo-All $made.Undo
        Get-MachineState $machine | Should -Be $before
    }

    It '-Force leaves a sound one alone' {
        $null = Invoke-DataFolder
        $before = Get-MachineState $machine
        (Invoke-DataFolder -FormerSid $sid -Force).Done | Should -BeNullOrEmpty
        Get-MachineState $machine | Should -Be $before
    }

    It 'a link in its place is refused, also one that leads nowhere: <_>' -ForEach '', 'state', 'logs', 'plans' {
        if ($_ -ne '') {
            $null = Invoke-DataFolder
            [System.IO.Directory]::Delete((Join-Path $data $_), $true)
        }
        $link = if ($_ -eq '') { $data } else { Join-Path $data $_ }
        $null = New-Item -ItemType SymbolicLink -Path $link -Target (Join-Path $TestDrive 'nowhere')
        $fault = Get-Refusal { Invoke-DataFolder }
        $fault.FullyQualifiedErrorId | Should -Match '^FolderUnsound'
        $fault.Exception.Message | Should -Match 'link or junction'
        $null = Invoke-DataFolder -Force
        (Get-Item -LiteralPath $link).LinkType | Should -BeNullOrEmpty
    }

    It 'is read back: what is not as it was made is refused' {
        $machine.Security.SpoiledPath = $data
        $machine.Security.SpoiledSddl = 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;WD)'
        (Get-Refusal { Invoke-DataFolder }).FullyQualifiedErrorId | Should -Match '^FolderNotAsMade'
    }

    It 'one that was put there between the look and the making is refused' {
        Mock -ModuleName DirSync New-ProtectedFolder {
            $null = [System.IO.Directory]::CreateDirectory($Path)
            $machine.Security.Sddl[$Path] = 'O:S-1-5-21-9-9-9-1002D:(A;OICI;FA;;;S-1-5-21-9-9-9-1002)'
        }
        (Get-Refusal { Invoke-DataFolder }).FullyQualifiedErrorId | Should -Match '^FolderNotAsMade'
    }

    It 'where the system keeps neither owner nor protection, the installing account is accepted as owner' {
        $machine.Security.KeepsNothing = $true
        { Invoke-DataFolder } | Should -Not -Throw
        $machine.Security.CurrentSid = $other
        { Invoke-DataFolder -FormerSid $sid } | Should -Not -Throw
        # What another made stays another's.
        Mock -ModuleName DirSync Get-CurrentSid { 'S-1-5-21-9-9-9-7777' }
        (Get-Refusal { Invoke-DataFolder -FormerSid $sid }).FullyQualifiedErrorId | Should -Match '^FolderUnsound'
        @(Get-ChildItem -LiteralPath (Split-Path $data)).Name | Should -Be 'DirSync'
    }
}

Describe 'Elsewhere, on this system''s own rights' {
    BeforeEach {
        $machine = [pscustomobject]@{ Layout = [pscustomobject]@{ DataFolder = Join-Path $TestDrive "data $([guid]::NewGuid().ToString('N'))" } }
        $data = $machine.Layout.DataFolder
    }

    It 'the folders are of mode 0700' {
        $null = Invoke-DataFolder
        foreach ($folder in $data, (Join-Path $data 'state'), (Join-Path $data 'logs'), (Join-Path $data 'plans')) {
            & stat -c '%a' $folder | Should -Be '700'
        }
    }

    It 'one that others can write is refused: mode <_>' -ForEach '0770', '0702', '0777' {
        $null = New-Item -ItemType Directory -Path $data
        & chmod $_ $data
        $fault = Get-Refusal { Invoke-DataFolder }
        $fault.FullyQualifiedErrorId | Should -Match '^FolderUnsound'
        (Invoke-DataFolder -Force).Done[0] | Should -Match 'renamed'
        & stat -c '%a' $data | Should -Be '700'
    }

    It 'one that others only read is taken: mode <_>' -ForEach '0755', '0700' {
        $null = New-Item -ItemType Directory -Path $data
        & chmod $_ $data
        { Invoke-DataFolder } | Should -Not -Throw
    }

    It 'a link is refused' {
        $null = New-Item -ItemType SymbolicLink -Path $data -Target $TestDrive
        (Get-Refusal { Invoke-DataFolder }).Exception.Message | Should -Match 'link or junction'
    }

    It 'a link is removed as such, never what it leads to' {
        $target = New-Item -ItemType Directory -Path (Join-Path $TestDrive "kept $([guid]::NewGuid().ToString('N'))")
        Set-Content -LiteralPath (Join-Path $target 'file') -Value 'x'
        $null = New-Item -ItemType SymbolicLink -Path $data -Target $target
        & (Get-Module DirSync) { param ($Path) Remove-Folder -Path $Path } $data
        $data | Should -Not -Exist
        Join-Path $target 'file' | Should -Exist
    }
}
