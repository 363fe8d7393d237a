# Install-DirSync from an unpacked archive onto a machine that keeps what it is told, with the real program between simulators: the tasks really run.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    foreach ($name in 'TaskScheduler', 'UserRights', 'FolderSecurity') { Import-Module (Join-Path $PSScriptRoot "stand-ins/$name.psm1") -Force }
    Import-Module (Join-Path $PSScriptRoot 'support/InstallTests.psm1') -Force
    Import-TestedModule
    . (Join-Path $PSScriptRoot 'stand-ins/Installation.Mocks.ps1')
    $former = @{ Config = $env:DIRSYNC_CONFIG; Data = $env:DIRSYNC_DATA; Token = $env:DIRSYNC_TOKEN; Password = $env:DIRSYNC_LDAP_PASSWORD }
    $archive = New-TestArchive -Folder (Join-Path $TestDrive 'archive')
    $simulator = Start-Simulator
    $null = Send-Order $simulator @{ do = 'addUsers'; count = 3 }

    function Get-Parameter {
        # What an administrator gives for a whole installation.
        @{
            ConfigPath = $simulator.config
            TokenOwner = $simulator.owner
            Token = ConvertTo-TestSecret $simulator.token
            LdapPassword = ConvertTo-TestSecret $simulator.ldapPassword
            Credential = New-TestCredential
            Confirm = $false
        }
    }

    function New-Machine {
        param ([int] $DomainRole = 2)
        New-InstallMachine -Folder $TestDrive -Source $archive -DomainRole $DomainRole
    }
}

AfterAll {
    Stop-Simulator $simulator
    $env:DIRSYNC_CONFIG = $former.Config
    $env:DIRSYNC_DATA = $former.Data
    $env:DIRSYNC_TOKEN = $former.Token
    $env:DIRSYNC_LDAP_PASSWORD = $former.Password
}

Describe 'Install-DirSync' {
    BeforeAll {
        $machine = New-Machine
        Use-Machine $machine
        $empty = Get-MachineState $machine
        $parameters = Get-Parameter
        $installed = Install-DirSync @parameters
        $data = $machine.Layout.DataFolder
        $sid = 'S-1-5-21-9-9-9-1001'
    }

    It 'says what it did' {
        $installed.PSTypeNames | Should -Contain 'DirSync.Installation'
        $installed.Version | Should -Be '0.1.0'
        $installed.Account | Should -Be 'SRV01\dirsync'
        $installed.Enabled | Should -BeFalse
        $installed.Changes.Count | Should -BeGreaterThan 8
    }

    It 'puts the program in its place, and of the archive only what is ours' {
        $program = $machine.Layout.ProgramFolder
        @(Get-ChildItem -LiteralPath $program -Name | Sort-Object) | Should -Be 'dirsync', 'docs', 'LICENSE'
        Join-Path $program 'docs/events.md' | Should -Exist
        $machine.Security.Sddl[$program] | Should -Be "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)(A;OICI;0x1200a9;;;$sid)"
    }

    It 'puts the module where PowerShell looks for modules, under its version, for all to read' {
        $module = Join-Path $machine.Layout.ModuleFolder '0.1.0'
        Join-Path $module 'DirSync.psd1' | Should -Exist
        Join-Path $module 'Private/Tasks/New-TaskXml.ps1' | Should -Exist
        $machine.Security.Sddl[$module] | Should -Be 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)'
        @(Get-ChildItem -LiteralPath $machine.Disk -Recurse | Where-Object Name -match '\.(new|old)$') | Should -BeNullOrEmpty
    }

    It 'takes over the configuration with its comments, and puts the token''s owner in' {
        $given = [System.IO.File]::ReadAllText($simulator.config)
        $taken = [System.IO.File]::ReadAllText($machine.Layout.ConfigPath)
        $taken | Should -Match "(?m)^\s+token_owner: '$([regex]::Escape($simulator.owner))'\r?$"
        $taken -replace "(?m)^\s+token_owner: '$([regex]::Escape($simulator.owner))'\r?\n", '' | Should -Be $given
    }

    It 'stores the secrets, and nowhere as text' {
        @(Get-ChildItem -LiteralPath (Join-Path $data 'secrets') -Name) | Should -Be 'ldap-password.json', 'token.json'
        foreach ($file in Get-ChildItem -LiteralPath $machine.Disk -Recurse -File) {
            $content = [System.IO.File]::ReadAllText($file.FullName)
            $content.Contains($simulator.token) | Should -BeFalse
            $content.Contains($simulator.ldapPassword) | Should -BeFalse
        }
        $machine.Scheduler.Tasks.Values.Xml -match [regex]::Escape('correct horse') | Should -BeNullOrEmpty
    }

    It 'grants the batch right in the local policy, other holders letter for letter' {
        $machine.Local['SeBatchLogonRight'] | Should -Be '*S-1-5-32-544', '*S-1-5-32-551', '*S-1-5-32-559', "*$sid"
    }

    It 'registers the event source' {
        $machine.EventSources['DirSync'] | Should -Match 'EventLogMessages\.dll\|7$'
    }

    It 'registers the tasks, the schedule disabled' {
        @($machine.Scheduler.Tasks.Keys) | Should -Be '\DirSync\Plan', '\DirSync\Sync', '\DirSync\Test'
        (Get-Task $machine 'Sync').Enabled | Should -BeFalse
    }

    It 'tests as the account of the task' {
        $installed.Checks | Where-Object Status -eq 'fail' | Should -BeNullOrEmpty
        ($installed.Checks | Where-Object Id -eq 'task.logon').Status | Should -Be 'pass'
        ($installed.Checks | Where-Object Id -eq 'task.service').Status | Should -Be 'pass'
        (Get-Task $machine 'Test').LastTaskResult | Should -Be 0
    }

    It 'makes the first plan as the account of the task, and sends nothing' {
        $installed.Plan.Operations | Should -HaveCount 3
        (Send-Order $simulator @{ do = 'activeUsers' }).users | Should -BeNullOrEmpty
        (Get-Task $machine 'Sync').LastTaskResult | Should -Be 0x41303
    }

    It 'keeps in install.json what was granted, and to whom' {
        $record = Get-TestRecord $machine
        $record.schemaVersion | Should -Be 1
        $record.version | Should -Be '0.1.0'
        $record.account.sid | Should -Be $sid
        $record.account.kind | Should -Be 'password'
        $record.batchRight.granted | Should -BeTrue
        $record.batchRight.by | Should -Be 'local'
        $record.eventSource | Should -BeTrue
        $record.pause | Should -BeNullOrEmpty
    }

    It 'a second time changes nothing, asks nothing, and says so' {
        $before = Get-MachineState $machine
        $again = Install-DirSync -Confirm:$false -Verbose 4>&1
        $again | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_.Message -match 'nothing was changed' } | Should -HaveCount 1
        ($again | Where-Object { $_.PSTypeNames -contains 'DirSync.Installation' }).Changes | Should -BeNullOrEmpty
        $machine.Asked | Should -BeNullOrEmpty
        Get-MachineState $machine | Should -Be $before
    }

    It '-Enable enables the schedule, when the administrator says so' {
        (Install-DirSync -Enable -Confirm:$false).Enabled | Should -BeTrue
        (Get-Task $machine 'Sync').Enabled | Should -BeTrue
        # Given again without it, the schedule goes on.
        (Install-DirSync -Confirm:$false).Enabled | Should -BeTrue
    }

    It 'the schedule then really synchronises' {
        (Start-DirSync -Wait -Confirm:$false).ExitCode | Should -Be 0
        (Send-Order $simulator @{ do = 'activeUsers' }).users | Should -HaveCount 3
    }
}

Describe 'Install-DirSync -WhatIf' {
    It 'changes nothing at all, and names every effect' {
        $machine = New-Machine
        Use-Machine $machine
        $empty = Get-MachineState $machine
        $parameters = Get-Parameter
        $parameters.Remove('Confirm')
        Install-DirSync @parameters -Enable -WhatIf | Should -BeNullOrEmpty
        Get-MachineState $machine | Should -Be $empty
    }
}

Describe 'When a step fails, what this call did is taken back: <Step>' -ForEach @(
    @{ Step = 'account'; Break = { $parameters['Credential'] = New-TestCredential 'S-1-5-18' }; Id = 'TaskAccountRefused' }
    @{ Step = 'program'; Break = { $machine.Faults['New-ProtectedFolder'] = '*Files/DirSync.new' }; Id = 'InstallStepFailed' }
    @{ Step = 'module'; Break = { $machine.Faults['New-ProtectedFolder'] = '*0.1.0.new' }; Id = 'InstallStepFailed' }
    @{ Step = 'data folder'; Break = { $machine.Faults['New-ProtectedFolder'] = '*plans' }; Id = 'InstallStepFailed' }
    @{ Step = 'config'; Break = { $parameters['ConfigPath'] = Join-Path $TestDrive 'bad.yml'; Set-Content -LiteralPath $parameters['ConfigPath'] -Value "ad:`n  ldpa: {}" }; Id = 'config\.\w+' }
    @{ Step = 'secrets'; Break = { $parameters['LdapPassword'] = [securestring]::new() }; Id = 'secret\.\w+|run\.\w+' }
    @{ Step = 'right'; Break = { $machine.SeceditFault = 'Deaf' }; Id = 'Rights\w+' }
    @{ Step = 'event source'; Break = { $machine.Faults['Set-EventSource'] = $true }; Id = 'InstallStepFailed' }
    @{ Step = 'first task'; Break = { $parameters['Credential'] = New-TestCredential -Password 'no' }; Id = 'TaskPasswordWrong' }
    @{ Step = 'last task'; Break = { $machine.Scheduler.FailAt = 'Sync' }; Id = 'TaskRefused' }
    @{ Step = 'test'; Break = { $parameters['Token'] = ConvertTo-TestSecret 'not-the-token' }; Id = 'InstallTestFailed' }
    @{ Step = 'logon'; Break = { $machine.Scheduler.Accounts['SRV01\dirsync'].BatchRight = $false }; Id = 'InstallTestFailed' }
    @{ Step = 'plan'; Break = { Mock -ModuleName DirSync Start-DirSync { throw 'The plan was not made.' } }; Id = 'InstallStepFailed' }
    @{ Step = 'enable'; Break = { Mock -ModuleName DirSync Set-TaskEnabled { throw 'The task could not be enabled.' } }; Id = 'InstallStepFailed' }
) {
    It 'the machine is as it was before' {
        $machine = New-Machine
        Use-Machine $machine
        $parameters = Get-Parameter
        $empty = Get-MachineState $machine
        . $Break
        $fault = Get-Refusal { Install-DirSync @parameters -Enable -WarningAction SilentlyContinue }
        $fault.FullyQualifiedErrorId | Should -Match "^($Id),Install-DirSync$"
        $fault.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-MachineState $machine | Should -Be $empty
    }
}

Describe 'A failed second call takes back its own effects alone' {
    It 'the installation that was there still runs as before' {
        $machine = New-Machine
        Use-Machine $machine
        $parameters = Get-Parameter
        $null = Install-DirSync @parameters -Enable
        $before = Get-MachineState $machine
        $second = @{
            ConfigPath = Join-Path $TestDrive 'other.yml'
            Token = ConvertTo-TestSecret 'not-the-token'
            Confirm = $false
        }
        Set-Content -LiteralPath $second.ConfigPath -Value ([System.IO.File]::ReadAllText($simulator.config) + "`n# another`n")
        (Get-Refusal { Install-DirSync @second -WarningAction SilentlyContinue }).FullyQualifiedErrorId | Should -Be 'InstallTestFailed,Install-DirSync'
        Get-MachineState $machine | Should -Be $before
        @(Test-DirSyncConnection -AsTask | Where-Object Status -eq 'fail') | Should -BeNullOrEmpty
    }
}

Describe 'Ways to a configuration' {
    BeforeEach {
        $machine = New-Machine
        Use-Machine $machine
        $parameters = Get-Parameter
        $parameters.Remove('ConfigPath')
        $parameters.Remove('TokenOwner')
        # The rest of the way needs no network here.
        Mock -ModuleName DirSync Test-DirSyncConnection { [pscustomobject]@{ Status = 'pass'; Id = 'x'; Seen = ''; Remedy = '' } }
        Mock -ModuleName DirSync Start-DirSync { }
    }

    It 'the vendor''s own, by -ImportFrom' {
        $vendor = Join-Path $TestDrive 'vendor.yml'
        Set-Content -LiteralPath $vendor -Value @'
# from the other tool
ad:
  ldap:
    server:
      addresses: [dc1.example.jp]
      user: 'CN=svc,DC=example,DC=jp'
    base_dn: 'DC=example,DC=jp'
iid:
  scim:
    attribute:
      user:
        ad_bind:
          userName: mail
          emails:
            - value: mail
'@
        $null = Install-DirSync @parameters -ImportFrom $vendor -TokenOwner 'o@example.jp'
        $taken = Get-Content -LiteralPath $machine.Layout.ConfigPath -Raw
        $taken | Should -Match 'from the other tool'
        $taken | Should -Match 'nested_groups: ignore'
        $taken | Should -Match "token_owner: 'o@example.jp'"
    }

    It 'a few questions, where there is none' {
        foreach ($answer in 'not a DN', 'DC=example,DC=jp', 'dc1.example.jp, dc2.example.jp', "CN=O'Hara,DC=example,DC=jp", '', '') { $machine.Answers.Enqueue($answer) }
        $said = Install-DirSync @parameters 3>&1
        $machine.Asked | Should -HaveCount 6
        @($said) -match 'not a DN' | Should -HaveCount 1
        $values = (& $machine.Layout.Program config show --config $machine.Layout.ConfigPath --json | ConvertFrom-Json).values
        ($values | Where-Object key -eq 'ad.ldap.server.addresses').value | Should -Be 'dc1.example.jp', 'dc2.example.jp'
        ($values | Where-Object key -eq 'ad.ldap.server.user').value | Should -Be "CN=O'Hara,DC=example,DC=jp"
        ($values | Where-Object key -eq 'ad.ldap.server.encryption').value | Should -Be 'start_tls'
    }

    It 'secrets that are neither given nor there are asked for; there is no password for Kerberos' {
        $config = Join-Path $TestDrive 'kerberos.yml'
        Set-Content -LiteralPath $config -Value @'
ad:
  domains:
    - name: tokyo
      server: { user: 'CN=r,DC=a,DC=b' }
      base_dn: 'DC=a,DC=b'
    - name: osaka
      server: { auth: kerberos }
      base_dn: 'DC=c,DC=b'
iid:
  scim:
    attribute:
      user: { ad_bind: { userName: mail, emails: [{ value: mail }] } }
'@
        $parameters.Remove('LdapPassword')
        $parameters.Remove('Token')
        $machine.Answers.Enqueue('the token')
        $machine.Answers.Enqueue('the password of tokyo')
        $null = Install-DirSync @parameters -ConfigPath $config
        $machine.Asked -join "`n" | Should -Match '(?s)token.*ldap-password \(tokyo\)$'
        @(Get-ChildItem -LiteralPath (Join-Path $machine.Layout.DataFolder 'secrets') -Name) | Should -Be 'ldap-password.tokyo.json', 'token.json'
    }

    It 'certificates beside it, named by relative paths, come along' {
        $folder = Join-Path $TestDrive 'company'
        $null = New-Item -ItemType Directory -Path (Join-Path $folder 'certs') -Force
        $ca = [regex]::Match([System.IO.File]::ReadAllText($simulator.config), 'ca_file: (?<path>.+)').Groups['path'].Value.Trim('''"')
        Copy-Item -LiteralPath $ca -Destination (Join-Path $folder 'certs/ca.pem')
        [System.IO.File]::WriteAllText((Join-Path $folder 'config.yml'), [System.IO.File]::ReadAllText($simulator.config).Replace($ca, 'certs/ca.pem'))
        $null = Install-DirSync @parameters -ConfigPath (Join-Path $folder 'config.yml')
        Join-Path $machine.Layout.DataFolder 'certs/ca.pem' | Should -Exist
    }

    It 'two at once are refused' {
        (Get-Refusal { Install-DirSync @parameters -ConfigPath $simulator.config -ImportFrom $simulator.config }).FullyQualifiedErrorId | Should -Be 'InstallTwoConfigs,Install-DirSync'
    }

    It 'one that is not there is refused before anything is done' {
        $empty = Get-MachineState $machine
        (Get-Refusal { Install-DirSync @parameters -ConfigPath (Join-Path $TestDrive 'none.yml') }).FullyQualifiedErrorId | Should -Be 'InstallFileMissing,Install-DirSync'
        Get-MachineState $machine | Should -Be $empty
    }
}

Describe 'A parameter file' {
    BeforeEach {
        $machine = New-Machine
        Use-Machine $machine
        $empty = Get-MachineState $machine
        $file = Join-Path $TestDrive 'dirsync.psd1'
    }

    It 'carries an unattended installation; paths in it count from its folder; parameters given to the command win' {
        Copy-Item -LiteralPath $simulator.config -Destination (Join-Path $TestDrive 'company.yml')
        Set-Content -LiteralPath $file -Value "@{ ConfigPath = 'company.yml'; TokenOwner = 'file@example.jp'; GroupManagedServiceAccount = 'CONTOSO\gmsa-dirsync$'; BatchRight = 'Auto'; Enable = `$true }"
        $parameters = Get-Parameter
        $parameters.Remove('ConfigPath')
        $parameters.Remove('Credential')
        $installed = Install-DirSync @parameters -ParameterFile $file
        $installed.Account | Should -Be 'CONTOSO\gmsa-dirsync$'
        $installed.Enabled | Should -BeTrue
        Get-Content -LiteralPath $machine.Layout.ConfigPath -Raw | Should -Match "token_owner: '$([regex]::Escape($simulator.owner))'"
    }

    It 'with a secret in it is refused, and the secret not shown: <_>' -ForEach 'Token', 'LdapPassword', 'Credential', 'Password', 'ProxyPassword' {
        Set-Content -LiteralPath $file -Value "@{ $_ = 's3cr3t' }"
        $fault = Get-Refusal { Install-DirSync -ParameterFile $file -Confirm:$false }
        $fault.FullyQualifiedErrorId | Should -Be 'InstallParameterFileSecret,Install-DirSync'
        $fault.CategoryInfo.Category | Should -Be 'SecurityError'
        $fault.Exception.Message | Should -Match $_
        $fault.Exception.Message | Should -Not -Match 's3cr3t'
        Get-MachineState $machine | Should -Be $empty
    }

    It 'with an unknown name, or with code, is refused: <Id>' -ForEach @(
        @{ Content = "@{ ConfigFile = 'x' }"; Id = 'InstallParameterFileUnknown' }
        @{ Content = "@{ ConfigPath = (Get-Date) }"; Id = 'InstallParameterFileUnreadable' }
        @{ Content = "@{ BatchRight = 'Always' }"; Id = 'InstallBatchRightUnknown' }
    ) {
        Set-Content -LiteralPath $file -Value $Content
        (Get-Refusal { Install-DirSync -ParameterFile $file -Confirm:$false }).FullyQualifiedErrorId | Should -Be "$Id,Install-DirSync"
        Get-MachineState $machine | Should -Be $empty
    }
}

Describe 'The token''s owner in config.yml' {
    BeforeAll {
        $folder = Join-Path $TestDrive 'owner'
        $null = New-Item -ItemType Directory -Path $folder
        $head = "ad:`n  ldap:`n    server: { user: 'CN=r,DC=a' }`n    base_dn: 'DC=a'`n"
        $map = "attribute: { user: { ad_bind: { userName: mail, emails: [{ value: mail }] } } }"

        function Set-Owner {
            # Gives the file's text after the owner was put in.
            param ([string] $Yaml, [string] $Owner = "o'hara@example.jp")
            $path = Join-Path $folder 'config.yml'
            [System.IO.File]::WriteAllText($path, $Yaml)
            & (Get-Module DirSync) { param ($Path, $Owner, $Program) Set-TokenOwner -Path $Path -Owner $Owner -Entry @(Get-ConfigEntry -Path $Path -Program $Program) -Program $Program } $path $Owner (Get-TestProgram)
            [System.IO.File]::ReadAllText($path)
        }
    }

    It 'is put below scim, with the comments kept: <Name>' -ForEach @(
        @{ Name = 'a block'; Before = "iid:`n  scim: # here`n    # the map`n    $('{0}')`n"; After = "iid:`n  scim: # here`n    token_owner: 'o''hara@example.jp'`n    # the map`n    $('{0}')`n" }
        @{ Name = 'deeper, and with CR LF'; Before = "iid:`r`n      scim:`r`n            $('{0}')`r`n"; After = "iid:`r`n      scim:`r`n            token_owner: 'o''hara@example.jp'`r`n            $('{0}')`r`n" }
        @{ Name = 'another one before'; Before = "iid:`n  scim:`n    token_owner: a@b.jp   # mine`n    $('{0}')`n"; After = "iid:`n  scim:`n    token_owner: 'o''hara@example.jp'   # mine`n    $('{0}')`n" }
        @{ Name = 'another one, quoted'; Before = "iid:`n  scim:`n    token_owner: ""a#b@b.jp"" # mine`n    $('{0}')`n"; After = "iid:`n  scim:`n    token_owner: 'o''hara@example.jp' # mine`n    $('{0}')`n" }
        @{ Name = 'another one, in a flow'; Before = "iid:`n  scim: { token_owner: a@b.jp, $('{0}') }`n"; After = "iid:`n  scim: { token_owner: 'o''hara@example.jp', $('{0}') }`n" }
    ) {
        Set-Owner ($head + $Before.Replace('{0}', $map)) | Should -BeExactly ($head + $After.Replace('{0}', $map))
    }

    It 'is left alone when it is so' {
        $yaml = $head + "iid:`n  scim:`n    token_owner: a@b.jp # mine`n    $map`n"
        Set-Owner $yaml 'a@b.jp' | Should -BeExactly $yaml
    }

    It 'is refused where no line is a place for it, with the line to add by hand' {
        $fault = Get-Refusal { Set-Owner ($head + "iid: { scim: { $map } }`n") }
        $fault.FullyQualifiedErrorId | Should -Match '^InstallTokenOwnerNotPlaced'
        $fault.ErrorDetails.RecommendedAction | Should -Match ([regex]::Escape("token_owner: 'o''hara@example.jp'"))
    }
}

Describe 'An archive and what is installed' {
    It 'of another version is refused: Update-DirSync exchanges it' {
        $machine = New-Machine
        Use-Machine $machine
        $parameters = Get-Parameter
        $null = Install-DirSync @parameters
        $before = Get-MachineState $machine
        $machine.Source = New-TestArchive -Folder (Join-Path $TestDrive 'archive 0.2.0') -Version '0.2.0'
        $fault = Get-Refusal { Install-DirSync @parameters }
        $fault.FullyQualifiedErrorId | Should -Be 'InstallOtherProgram,Install-DirSync'
        $fault.ErrorDetails.RecommendedAction | Should -Match 'Update-DirSync'
        Get-MachineState $machine | Should -Be $before
    }

    It 'is needed where no program is installed' {
        $machine = New-Machine
        Use-Machine $machine
        $machine.Source = [pscustomobject]@{ ModuleFolder = $archive.ModuleFolder; Version = '0.1.0'; ProgramFolder = $null }
        $parameters = Get-Parameter
        (Get-Refusal { Install-DirSync @parameters }).FullyQualifiedErrorId | Should -Be 'CoreProgramMissing,Install-DirSync'
    }

    It 'whose program is not of the module''s version is refused' {
        $machine = New-Machine
        Use-Machine $machine
        $mixed = New-TestArchive -Folder (Join-Path $TestDrive 'mixed') -Version '0.3.0'
        $machine.Source = [pscustomobject]@{ ModuleFolder = $archive.ModuleFolder; Version = '0.1.0'; ProgramFolder = $mixed.ProgramFolder }
        $empty = Get-MachineState $machine
        $parameters = Get-Parameter
        (Get-Refusal { Install-DirSync @parameters }).FullyQualifiedErrorId | Should -Be 'InstallVersionsDiffer,Install-DirSync'
        Get-MachineState $machine | Should -Be $empty
    }
}
