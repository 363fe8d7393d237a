# The three places in which a GPO says that its security settings changed: gpt.ini, versionNumber, gPCMachineExtensionNames.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-TestedModule
}

Describe 'The next version of a GPO' {
    It 'of <Directory> in the directory and <File> in gpt.ini is <Next>' -ForEach @(
        @{ Directory = 0; File = 0; Next = 1 }
        @{ Directory = 65539; File = 65539; Next = 65540 }
        # the halves that lag behind catch up
        @{ Directory = 65539; File = 65545; Next = 65546 }
        @{ Directory = 65545; File = 131075; Next = 131082 }
        # a full machine half starts anew, and never at 0; the user half stays
        @{ Directory = 65534; File = 65534; Next = 65535 }
        @{ Directory = 131071; File = 131071; Next = 65537 }
        # signed in the directory: user version 40000, machine version 5
        @{ Directory = -1673527291; File = 2621440005; Next = 2621440006 }
    ) {
        InModuleScope DirSync -Parameters @{ d = $Directory; f = $File } { param ($d, $f) Get-NextPolicyVersion -Directory $d -File $f } | Should -Be $Next
    }
}

Describe 'gpt.ini' {
    It 'gets another version and keeps all else: <Before>' -ForEach @(
        @{ Before = "[General]`r`nVersion=65539`r`ndisplayName=New Group Policy Object`r`n"; After = "[General]`r`nVersion=65540`r`ndisplayName=New Group Policy Object`r`n"; Version = 65539 }
        @{ Before = "[General]`ndisplayName=x`nversion = 3"; After = "[General]`ndisplayName=x`nversion = 65540"; Version = 3 }
        @{ Before = "[General]`r`ndisplayName=x`r`n"; After = "[General]`r`nVersion=65540`r`ndisplayName=x`r`n"; Version = 0 }
        @{ Before = '[General]'; After = "[General]`r`nVersion=65540`r`n"; Version = 0 }
        @{ Before = ''; After = "[General]`r`nVersion=65540`r`n"; Version = 0 }
        @{ Before = "[General]`r`ngPCFunctionalityVersion=2`r`nVersion=-1673527291`r`n"; After = "[General]`r`ngPCFunctionalityVersion=2`r`nVersion=65540`r`n"; Version = 2621440005 }
    ) {
        InModuleScope DirSync -Parameters @{ b = $Before } { param ($b) Get-GptIniVersion -Content $b } | Should -Be $Version
        InModuleScope DirSync -Parameters @{ b = $Before } { param ($b) Set-GptIniVersion -Content $b -Version 65540 } | Should -BeExactly $After
    }
}

Describe 'gPCMachineExtensionNames' {
    BeforeDiscovery {
        $security = '{827D319E-6EAC-11D2-A4EA-00C04F79F83A}'
        $tool = '{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}'
        $registry = '[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{53D6AB1B-2488-11D1-A28C-00C04FB94F17}]'
        $recovery = '[{B1BE8D72-6EAC-11D2-A4EA-00C04F79F83A}{53D6AB1B-2488-11D1-A28C-00C04FB94F17}]'
        $cases = @(
            @{ Name = 'nothing'; Before = ''; After = "[$security$tool]" }
            @{ Name = 'others: in the order of their GUIDs'; Before = "$registry$recovery"; After = "$registry[$security$tool]$recovery" }
            @{ Name = 'the pair'; Before = "$registry[$security$tool]$recovery"; After = "$registry[$security$tool]$recovery" }
            @{ Name = 'the pair in small letters'; Before = "[$security$tool]".ToLowerInvariant(); After = "[$security$tool]".ToLowerInvariant() }
            @{ Name = 'the extension with another tool'; Before = "[$security{99999999-0000-0000-0000-000000000000}]"; After = "[$security$tool{99999999-0000-0000-0000-000000000000}]" }
        )
    }

    It 'that has <Name> has the pair afterwards' -ForEach $cases {
        InModuleScope DirSync -Parameters @{ b = $Before } { param ($b) Add-PolicyExtension -Value $b } | Should -BeExactly $After
    }
}

Describe 'The folder of a GPO' {
    It 'is taken from the PDC emulator, not from whatever controller answers to the domain' {
        InModuleScope DirSync { Resolve-PolicyFolder -FileSystemPath '\\contoso.com\SysVol\contoso.com\Policies\{31B2F340}' -Server 'dc1.contoso.com' } |
            Should -BeExactly '\\dc1.contoso.com\SysVol\contoso.com\Policies\{31B2F340}'
    }
}
