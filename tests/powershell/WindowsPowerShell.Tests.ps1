# What the true parser says of every file of the module. Constructs, commands, parameters and members that Windows PowerShell 5.1 has not are
# listed in tests/module/absent.json; PSScriptAnalyzer knows whole installations of Server 2016 and 2019 with 5.1.
BeforeDiscovery {
    $folder = Join-Path $PSScriptRoot '../../powershell/DirSync'
    $scripts = Get-ChildItem -LiteralPath $folder -Recurse -File | Where-Object { $_.Extension -in '.ps1', '.psm1', '.psd1' }
    $files = foreach ($script in $scripts) { @{ File = $script.FullName; Name = [System.IO.Path]::GetRelativePath($folder, $script.FullName) } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'support/Syntax.psm1') -Force
    $module = Get-ProjectPath 'powershell/DirSync'
}

Describe 'Windows PowerShell 5.1' {
    It 'reads <Name>' -ForEach $files {
        Get-SyntaxFault -Path $File | Should -BeNullOrEmpty
    }

    It 'what is looked for is found: <_>' -ForEach @(
        '$a = $b ? 1 : 2', '$a = $b ?? 1', '$a ??= 1', 'Get-A && Get-B', '${a}?.Length', '${a}?[0]', 'function f { clean { 1 } }'
        '1 | ForEach-Object -Parallel { 1 }', 'ConvertFrom-Json -InputObject x -AsHash', 'Set-Content a b -Encoding utf8NoBOM', '$IsWindows'
        '[System.Convert]::ToHexString($b)', '[convert]::FromHexString($b)', '$start.ArgumentList.Add(1)', 'Test-Json x', 'Join-Path a b c', 'gci'
        '[ordered]@{ a = Get-Error }', 'Get-Content x -AsByteStream', '[System.Security.Cryptography.HKDF]::Expand()', 'Get-Item &', 'Get-EventLog x'
    ) {
        $file = Join-Path $TestDrive 'x.ps1'
        [System.IO.File]::WriteAllText($file, $_)
        Get-SyntaxFault -Path $file | Should -Not -BeNullOrEmpty
    }

    It 'has what it has: <_>' -ForEach @(
        '$x = if ($b) { 1 } else { 2 }', 'Join-Path -Path a -ChildPath b', '[System.Convert]::ToBase64String($b)', "Get-Item -Path 'a && b'", '# $a ?? 1'
    ) {
        $file = Join-Path $TestDrive 'x.ps1'
        [System.IO.File]::WriteAllText($file, $_)
        Get-SyntaxFault -Path $file | Should -BeNullOrEmpty
    }
}

Describe 'PSScriptAnalyzer' {
    BeforeAll {
        # build/powershell/setup.sh brings it; a pwsh that was there already may lack it.
        Import-Module -Name PSScriptAnalyzer -ErrorAction Stop
    }

    It 'finds nothing, by the descriptions of Server 2016 and 2019' {
        $settings = Join-Path $PSScriptRoot 'support/AnalyzerSettings.psd1'
        $found = Invoke-ScriptAnalyzer -Path $module -Recurse -Settings $settings
        $found | ForEach-Object { '{0}:{1} {2}: {3}' -f $_.ScriptName, $_.Line, $_.RuleName, $_.Message } | Should -BeNullOrEmpty
    }

    It 'would find what 5.1 has not' {
        $settings = Join-Path $PSScriptRoot 'support/AnalyzerSettings.psd1'
        $file = Join-Path $TestDrive 'x.ps1'
        [System.IO.File]::WriteAllText($file, '$x = Get-Content -LiteralPath a -AsByteStream' + "`n" + '$x')
        (Invoke-ScriptAnalyzer -Path $file -Settings $settings).RuleName | Should -Contain 'PSUseCompatibleCommands'
    }
}
