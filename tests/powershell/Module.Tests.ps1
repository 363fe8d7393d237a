BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    $folder = Get-ProjectPath 'powershell/DirSync'
}

AfterAll {
    Import-TestedModule
}

Describe 'the module' {
    It 'exports the functions of its manifest and nothing else' {
        Import-TestedModule
        $manifest = Test-ModuleManifest -Path (Join-Path $folder 'DirSync.psd1')
        $exported = (Get-Module DirSync).ExportedCommands.Keys | Sort-Object
        $exported | Should -HaveCount 20
        $exported | Should -Be ($manifest.ExportedFunctions.Keys | Sort-Object)
        (Get-Module DirSync).ExportedVariables.Count | Should -Be 0
        (Get-Module DirSync).ExportedAliases.Count | Should -Be 0
    }

    It 'has approved verbs and singular nouns: importing warns of nothing' {
        Import-Module $folder -Force -WarningVariable seen -WarningAction SilentlyContinue
        $seen | Should -BeNullOrEmpty
    }

    It 'has help for <_> that PowerShell finds' -ForEach 'Start-DirSync', 'Set-DirSyncSecret', 'Approve-DirSyncPlan', 'Install-DirSync', 'New-DirSyncAccount' {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -Match "^\s*$_"
        @($help.examples.example).Count | Should -BeGreaterThan 0
    }

    It '<_> changes nothing without being asked: it has -WhatIf' -ForEach @(
        'Approve-DirSyncPlan', 'Deny-DirSyncPlan', 'Disable-DirSync', 'Enable-DirSync', 'Grant-DirSyncBatchRight', 'Install-DirSync', 'New-DirSyncAccount'
        'Register-DirSyncTask', 'Revoke-DirSyncBatchRight', 'Set-DirSyncSecret', 'Start-DirSync', 'Stop-DirSync', 'Uninstall-DirSync', 'Unregister-DirSyncTask', 'Update-DirSync'
    ) {
        (Get-Command $_).Parameters.Keys | Should -Contain 'WhatIf'
    }

    It 'takes no secret as plain text' {
        foreach ($command in (Get-Module DirSync).ExportedFunctions.Values) {
            foreach ($parameter in $command.Parameters.Values | Where-Object Name -match '^(Token|LdapPassword|Password|Value|Secret|Credential)$') {
                $parameter.ParameterType | Should -BeIn ([securestring], [pscredential]) -Because "$($command.Name) -$($parameter.Name)"
            }
        }
    }

    It 'refuses constrained language with words that help' {
        $script = '$ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"; try { Import-Module "{0}" } catch { "refused: $_" }' -replace '\{0\}', $folder
        $said = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script 2>&1 | Out-String
        $said | Should -Match 'refused|ConstrainedLanguage|FullLanguage'
    }
}

Describe 'in Japanese' {
    BeforeAll {
        Import-TestedModule -UICulture 'ja-JP'
        $it = Enter-Installation
    }
    AfterAll {
        [System.Globalization.CultureInfo]::CurrentUICulture = 'en-US'
        Exit-Installation $it
    }

    It 'the texts of the module are Japanese' {
        InModuleScope DirSync { $Text.CoreExit0 } | Should -Be 'すべて完了しました。'
        InModuleScope DirSync { (Get-TaskResultText -Code -2147023511).Text } | Should -Match 'バッチ ジョブとしてログオン'
    }

    It 'and what the executable says, in checks and in errors' {
        (Test-DirSyncConnection -Only state)[0].Expected | Should -Match '[ぁ-ん]'
        $fault = { Approve-DirSyncPlan -Id 'nobody' -Confirm:$false } | Should -Throw -PassThru
        $fault.Exception.Message | Should -Match '[ぁ-ん]'
        $fault.ErrorDetails.RecommendedAction | Should -Match '[ぁ-ん]'
    }

    It 'any other language is English' {
        Import-TestedModule -UICulture 'fr-FR'
        InModuleScope DirSync { $Text.CoreExit0 } | Should -Be 'All done.'
    }
}
