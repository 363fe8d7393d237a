# The text of security templates: what is not asked for stays letter for letter.
BeforeDiscovery {
    $shapes = @(
        @{ Name = 'as secedit exports it'; Ends = "`r`n"; Template = "[Unicode]`nUnicode=yes`n[Privilege Rights]`nSeNetworkLogonRight = *S-1-1-0`nSeBatchLogonRight = *S-1-5-32-544,*S-1-5-32-551`nSeShutdownPrivilege = *S-1-5-32-544`n[Version]`nsignature=`"`$CHICAGO`$`"`nRevision=1`n" }
        @{ Name = 'with names, of which one is nobody''s, and an SID that does not resolve'; Ends = "`r`n"; Template = "[Privilege Rights]`nSeBatchLogonRight = Guest,*S-1-5-21-7-7-7-4711, gone user ,旧サービス`n" }
        @{ Name = 'without blanks'; Ends = "`r`n"; Template = "[Privilege Rights]`nSeBatchLogonRight=*S-1-5-32-544`n" }
        @{ Name = 'in other letters and with a comment'; Ends = "`r`n"; Template = "  [ privilege rights ]`n; SeBatchLogonRight = *S-1-1-0`nsebatchlogonright = *S-1-5-32-544 ; the default`n" }
        @{ Name = 'with line feeds alone'; Ends = "`n"; Template = "[Privilege Rights]`nSeBatchLogonRight = *S-1-5-32-544`n" }
        @{ Name = 'without a last line end'; Ends = "`r`n"; Template = "[Privilege Rights]`nSeBatchLogonRight = *S-1-5-32-544" }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-TestedModule
    $own = '*S-1-5-21-1-2-3-1104'
    function Get-Holder {
        param ([string] $Template)
        InModuleScope DirSync -Parameters @{ template = $Template } { param ($template) Get-InfRightHolder -Template $template -Right 'SeBatchLogonRight' }
    }
    function Add-Holder {
        param ([string] $Template, [string[]] $Holder)
        InModuleScope DirSync -Parameters @{ template = $Template; holder = $Holder } { param ($template, $holder) Add-InfRightHolder -Template $template -Right 'SeBatchLogonRight' -Holder $holder }
    }
    function Remove-Holder {
        param ([string] $Template, [string[]] $Holder)
        InModuleScope DirSync -Parameters @{ template = $Template; holder = $Holder } { param ($template, $holder) Remove-InfRightHolder -Template $template -Right 'SeBatchLogonRight' -Holder $holder }
    }
}

Describe 'A holder added to a template <Name>' -ForEach $shapes {
    BeforeAll {
        $before = $Template -replace "`n", $Ends
        $after = Add-Holder $before $own
    }

    It 'stands last, and all else is as it was' {
        $after.Replace(",$own", '') | Should -BeExactly $before
        (Get-Holder $after).Holder[-1] | Should -BeExactly $own
        (Get-Holder $after).Holder.Count | Should -Be ((Get-Holder $before).Holder.Count + 1)
    }

    It 'is not added twice' {
        Add-Holder $after $own.ToLowerInvariant() | Should -BeExactly $after
    }

    It 'leaves nothing behind when it is taken out again' {
        Remove-Holder $after $own | Should -BeExactly $before
    }
}

Describe 'A template that does not define the right' {
    It 'gets the line at the end of its section, before the blank line' {
        Add-Holder "[Privilege Rights]`r`nSeShutdownPrivilege = *S-1-1-0`r`n`r`n[Version]`r`nRevision=1`r`n" $own |
            Should -BeExactly "[Privilege Rights]`r`nSeShutdownPrivilege = *S-1-1-0`r`nSeBatchLogonRight = $own`r`n`r`n[Version]`r`nRevision=1`r`n"
    }

    It 'gets it into an empty section' {
        Add-Holder "[Privilege Rights]`r`n[Version]`r`nRevision=1`r`n" $own |
            Should -BeExactly "[Privilege Rights]`r`nSeBatchLogonRight = $own`r`n[Version]`r`nRevision=1`r`n"
    }

    It 'gets the section too where there is none, also behind a last line without an end' {
        Add-Holder "[Version]`r`nRevision=1" $own | Should -BeExactly "[Version]`r`nRevision=1`r`n[Privilege Rights]`r`nSeBatchLogonRight = $own`r`n"
        Add-Holder '' $own | Should -BeExactly "[Privilege Rights]`r`nSeBatchLogonRight = $own`r`n"
    }

    It 'is not the same as one that gives it to nobody' {
        (Get-Holder "[Privilege Rights]`r`n").Defined | Should -BeFalse
        (Get-Holder "[Privilege Rights]`r`nSeBatchLogonRight =`r`n").Defined | Should -BeTrue
        (Get-Holder "[Privilege Rights]`r`nSeBatchLogonRight =`r`n").Holder | Should -BeNullOrEmpty
    }

    It 'takes no line of another section, and no other right, for it' {
        (Get-Holder "[Registry Values]`r`nSeBatchLogonRight = *S-1-1-0`r`n").Defined | Should -BeFalse
        (Get-Holder "[Privilege Rights]`r`nSeDenyBatchLogonRight = *S-1-1-0`r`nSeBatchLogonRightX = *S-1-1-0`r`n").Defined | Should -BeFalse
    }

    It 'is left alone when a holder is taken out' {
        Remove-Holder "[Privilege Rights]`r`n" $own | Should -BeExactly "[Privilege Rights]`r`n"
    }
}

Describe 'A right that nobody holds' {
    It 'gets its first holder' {
        Add-Holder "[Privilege Rights]`r`nSeBatchLogonRight =`r`n" $own | Should -BeExactly "[Privilege Rights]`r`nSeBatchLogonRight = $own`r`n"
    }

    It 'stays defined when the only holder is taken out' {
        Remove-Holder "[Privilege Rights]`r`nSeBatchLogonRight = $own`r`n" $own | Should -BeExactly "[Privilege Rights]`r`nSeBatchLogonRight = `r`n"
    }
}

Describe 'A holder taken out' {
    It 'may be the first, in the middle, or last' -ForEach @(
        @{ List = '*S-1-5-21-1-2-3-1104,*S-1-5-32-551,Guest' }
        @{ List = '*S-1-5-32-551,*S-1-5-21-1-2-3-1104,Guest' }
        @{ List = '*S-1-5-32-551,Guest,*S-1-5-21-1-2-3-1104' }
    ) {
        Remove-Holder "[Privilege Rights]`r`nSeBatchLogonRight = $List`r`n" $own | Should -BeExactly "[Privilege Rights]`r`nSeBatchLogonRight = *S-1-5-32-551,Guest`r`n"
    }

    It 'is not one whose SID only begins the same' {
        $template = "[Privilege Rights]`r`nSeBatchLogonRight = ${own}5`r`n"
        Remove-Holder $template $own | Should -BeExactly $template
    }
}

Describe 'A template that says it twice, or goes on in the next line' {
    It 'is not changed' -ForEach @(
        @{ Template = "[Privilege Rights]`r`nSeBatchLogonRight = *S-1-1-0`r`nSeBatchLogonRight = *S-1-5-32-544`r`n" }
        @{ Template = "[Privilege Rights]`r`nSeBatchLogonRight = *S-1-1-0,\`r`n*S-1-5-32-544`r`n" }
    ) {
        { Add-Holder $Template $own } | Should -Throw -ErrorId 'RightsTemplateUnclear'
    }
}

Describe 'The template of one right' {
    It 'is what secedit takes: UTF-16LE with its mark, a signature, that right alone' {
        $file = Join-Path $TestDrive 'one.inf'
        $bytes = InModuleScope DirSync { ConvertTo-PolicyByte -Content (New-UserRightTemplate -Right 'SeBatchLogonRight' -Holder '*S-1-5-32-544', '旧サービス') }
        [System.IO.File]::WriteAllBytes($file, $bytes)
        $bytes[0..3] | Should -Be 0xFF, 0xFE, 0x5B, 0
        Import-Module (Join-Path $PSScriptRoot 'stand-ins/UserRights.psm1') -Force
        $rights = Read-StandInTemplate $file
        $rights.Keys | Should -Be 'SeBatchLogonRight'
        $rights['SeBatchLogonRight'] | Should -Be '*S-1-5-32-544', '旧サービス'
    }
}

Describe 'A policy file' {
    It 'comes back byte for byte: <Name>' -ForEach @(
        @{ Name = 'UTF-16LE with a mark'; Bytes = [byte[]](0xFF, 0xFE) + [System.Text.Encoding]::Unicode.GetBytes("[Version]`r`n旧") }
        @{ Name = 'UTF-8 with a mark'; Bytes = [byte[]](0xEF, 0xBB, 0xBF) + [System.Text.Encoding]::UTF8.GetBytes('displayName=旧') }
        @{ Name = 'ANSI, whatever its code page'; Bytes = [byte[]](0x5B, 0x81, 0x40, 0xFC, 0xA0, 0x0D, 0x0A) }
        @{ Name = 'empty'; Bytes = [byte[]]@() }
    ) {
        $file = Join-Path $TestDrive 'policy'
        [System.IO.File]::WriteAllBytes($file, $Bytes)
        $again = InModuleScope DirSync -Parameters @{ file = $file } {
            param ($file)
            $read = Read-PolicyText -Path $file
            ConvertTo-PolicyByte -Content $read.Content -Encoding $read.Encoding -Preamble $read.Preamble
        }
        [System.BitConverter]::ToString([byte[]]@($again)) | Should -BeExactly ([System.BitConverter]::ToString($Bytes))
    }
}
