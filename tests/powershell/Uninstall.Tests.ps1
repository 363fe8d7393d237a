# Uninstall-DirSync: away with everything but the data, and of rights only what was granted by us.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    foreach ($name in 'TaskScheduler', 'UserRights', 'FolderSecurity') { Import-Module (Join-Path $PSScriptRoot "stand-ins/$name.psm1") -Force }
    Import-Module (Join-Path $PSScriptRoot 'support/InstallTests.psm1') -Force
    Import-TestedModule
    . (Join-Path $PSScriptRoot 'stand-ins/Installation.Mocks.ps1')
    Mock -ModuleName DirSync Test-DirSyncConnection { [pscustomobject]@{ Status = 'pass'; Id = 'x'; Seen = ''; Remedy = '' } }
    Mock -ModuleName DirSync Start-DirSync { }
    $former = @{ Config = $env:DIRSYNC_CONFIG; Data = $env:DIRSYNC_DATA }
    $archive = New-TestArchive -Folder (Join-Path $TestDrive 'archive')
    $sid = 'S-1-5-21-9-9-9-1001'
    $config = Join-Path $TestDrive 'config.yml'
    Set-Content -LiteralPath $config -Value @'
ad:
  ldap:
    server: { addresses: [dc1.example.jp], user: 'CN=svc,DC=example,DC=jp' }
    base_dn: 'DC=example,DC=jp'
iid:
  scim:
    attribute:
      user: { ad_bind: { userName: mail, emails: [{ value: mail }] } }
'@

    function Initialize-Installed {
        # A machine that looked like $empty before.
        $machine = New-InstallMachine -Folder $TestDrive -Source $archive
        Use-Machine $machine
        $machine
    }

    function Install-All {
        $parameters = @{
            ConfigPath = $config
            Token = ConvertTo-TestSecret 'token'
            LdapPassword = ConvertTo-TestSecret 'password'
            Credential = New-TestCredential
            Confirm = $false
        }
        $null = Install-DirSync @parameters
    }
}

AfterAll {
    $env:DIRSYNC_CONFIG = $former.Config
    $env:DIRSYNC_DATA = $former.Data
}

Describe 'Uninstall-DirSync' {
    BeforeEach {
        $machine = Initialize-Installed
        $null = New-Item -ItemType Directory -Path (Split-Path $machine.Layout.ModuleFolder) -Force
        $empty = Get-MachineState $machine
        $data = $machine.Layout.DataFolder
    }

    It 'removes everything but the data, which is for administrators alone then' {
        Install-All
        Set-Content -LiteralPath (Join-Path $data 'state/state.db') -Value 'state'
        Uninstall-DirSync -Confirm:$false
        Get-MachineState $machine -Except '^/ProgramData/DirSync' | Should -Be $empty
        foreach ($kept in 'config.yml', 'secrets/token.json', 'state/state.db') { Join-Path $data $kept | Should -Exist }
        Join-Path $data 'install.json' | Should -Not -Exist
        @($machine.Security.Sddl.Values) -match $sid | Should -BeNullOrEmpty
        $machine.Security.Sddl[(Join-Path $data 'state')] | Should -Be 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'
    }

    It 'leaves what another installation can go on with, as another account too' {
        Install-All
        Uninstall-DirSync -Confirm:$false
        $null = Install-DirSync -Credential (New-TestCredential 'SRV01\backup' 'battery staple') -Confirm:$false
        $machine.Asked | Should -BeNullOrEmpty
        $machine.Security.Sddl[(Join-Path $data 'secrets/token.json')] | Should -Match 'S-1-5-21-9-9-9-1002'
    }

    It 'with -RemoveData leaves the machine as it was before the installation' {
        Install-All
        Uninstall-DirSync -RemoveData -Confirm:$false
        Get-MachineState $machine | Should -Be $empty
    }

    It 'leaves a batch right that the account had before' {
        $machine.Local['SeBatchLogonRight'] += "*$sid"
        Install-All
        (Get-TestRecord $machine).batchRight.granted | Should -BeFalse
        Uninstall-DirSync -RemoveData -Confirm:$false
        $machine.Local['SeBatchLogonRight'] | Should -Contain "*$sid"
    }

    It 'takes the right back that was granted, and leaves the other holders' {
        Install-All
        $machine.Local['SeBatchLogonRight'] += '*S-1-5-21-9-9-9-1002'
        Uninstall-DirSync -Confirm:$false
        $machine.Local['SeBatchLogonRight'] | Should -Be '*S-1-5-32-544', '*S-1-5-32-551', '*S-1-5-32-559', '*S-1-5-21-9-9-9-1002'
    }

    It 'ends a run first: while it goes on, nothing is removed' {
        Install-All
        $null = Enable-DirSync
        $before = Get-MachineState $machine
        Mock -ModuleName DirSync Stop-DirSync { throw 'The run goes on.' }
        (Get-Refusal { Uninstall-DirSync -Confirm:$false }).FullyQualifiedErrorId | Should -Be 'InstallStepFailed,Uninstall-DirSync'
        Get-MachineState $machine | Should -Be $before
    }

    It 'changes nothing with -WhatIf' {
        Install-All
        $before = Get-MachineState $machine
        Uninstall-DirSync -RemoveData -WhatIf
        Get-MachineState $machine | Should -Be $before
    }

    It 'does what is left to do, given again; and nothing where nothing is installed' {
        Install-All
        $null = Remove-StandInFolder $machine.Security $machine.Layout.ProgramFolder
        Uninstall-DirSync -Confirm:$false
        Uninstall-DirSync -RemoveData -Confirm:$false
        Uninstall-DirSync -RemoveData -Confirm:$false
        Get-MachineState $machine | Should -Be $empty
    }

    It 'refuses to remove as data what no installation made' {
        $null = New-StandInFolder $machine.Security $data 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'
        Set-Content -LiteralPath (Join-Path $data 'thesis.doc') -Value 'x'
        (Get-Refusal { Uninstall-DirSync -RemoveData -Confirm:$false }).FullyQualifiedErrorId | Should -Be 'FolderNotOurs,Uninstall-DirSync'
        Join-Path $data 'thesis.doc' | Should -Exist
    }
}
