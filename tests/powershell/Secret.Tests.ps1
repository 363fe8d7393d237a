BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-TestedModule
    $it = Enter-Installation
    # What is in the environment beats the store, and would be what is seen.
    Remove-Item Env:DIRSYNC_TOKEN, Env:DIRSYNC_LDAP_PASSWORD
}

AfterAll {
    Exit-Installation $it
}

Describe 'Set-DirSyncSecret' {
    It 'tries a token at the service, stores it, and tells what is known of it' {
        $secret = Set-DirSyncSecret -Name token -Value (ConvertTo-TestSecret $it.token) -Expires '2099-03-31'
        $secret.PSTypeNames | Should -Contain 'DirSync.Secret'
        $secret.Name | Should -Be 'token'
        $secret.Present | Should -BeTrue
        $secret.Expires.ToUniversalTime().ToString('yyyy-MM-dd') | Should -Be '2099-03-31'
        (Get-DirSyncStatus).Secrets | Where-Object Name -eq 'token' | Should -Not -BeNullOrEmpty
    }

    It 'a password that has been stored is the very one: the directory accepts it' {
        (Set-DirSyncSecret -Name ldap-password -Value (ConvertTo-TestSecret $it.ldapPassword)).Present | Should -BeTrue
        $checks = Test-DirSyncConnection -Only directory
        ($checks | Where-Object Id -eq 'directory.bind').Status | Should -Be 'pass'
    }

    It 'refused, the old one stays' {
        $fault = { Set-DirSyncSecret -Name token -Value (ConvertTo-TestSecret 'wrong') } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Match '^service\.\w+,Set-DirSyncSecret$'
        $fault.CategoryInfo.Category | Should -Be 'ConnectionError'
        $fault.Exception.Message | Should -Not -Match 'wrong'
        $checks = Test-DirSyncConnection -Only service
        ($checks | Where-Object Id -eq 'service.token').Status | Should -Be 'pass'
    }

    It 'with -Force it is stored without a try' {
        $null = Set-DirSyncSecret -Name token -Value (ConvertTo-TestSecret 'wrong') -Force
        (Test-DirSyncConnection -Only service | Where-Object Id -eq 'service.token').Status | Should -Be 'fail'
        $null = Set-DirSyncSecret -Name token -Value (ConvertTo-TestSecret $it.token)
    }

    It 'arrives byte by byte: blanks, quotes, Japanese' {
        $value = ' パス"ワード\ '
        $null = Set-DirSyncSecret -Name proxy-password -Value (ConvertTo-TestSecret $value) -Force
        $stored = Get-ChildItem -LiteralPath $it.data -Recurse -File | Where-Object { $_.Name -match 'proxy' }
        $stored | Should -Not -BeNullOrEmpty
        $bytes = [System.Convert]::FromBase64String((Get-Content -LiteralPath $stored[0].FullName -Raw | ConvertFrom-Json).value)
        [System.Text.Encoding]::UTF8.GetString($bytes) | Should -BeExactly $value
    }

    It 'asks for the value when none is given' {
        Mock -ModuleName DirSync Read-Secret { ConvertTo-TestSecret $it.token } -ParameterFilter { $Prompt -match 'token' }
        (Set-DirSyncSecret -Name token).Present | Should -BeTrue
    }

    It 'says so where nobody can be asked' {
        $script = 'Import-Module "{0}"; try {{ Set-DirSyncSecret -Name token }} catch {{ $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }}' -f (Get-ProjectPath 'powershell/DirSync')
        $said = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script
        $said[0] | Should -Be 'CoreNoPrompt,Set-DirSyncSecret'
        $said[1] | Should -Match 'SecureString'
    }

    It 'takes no plain text, and nothing with -WhatIf' {
        { Set-DirSyncSecret -Name token -Value 'plain' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,Set-DirSyncSecret'
        Mock -ModuleName DirSync Read-Secret { throw 'nobody must be asked' }
        Set-DirSyncSecret -Name token -WhatIf | Should -BeNullOrEmpty
    }

    It 'an empty secret, or a domain that there is not, is an error with a remedy' {
        $fault = { Set-DirSyncSecret -Name token -Value ([securestring]::new()) -Force } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Match ',Set-DirSyncSecret$'
        $fault.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $fault = { Set-DirSyncSecret -Name ldap-password -Domain 'tokyo' -Value (ConvertTo-TestSecret 'x') -Force } | Should -Throw -PassThru
        $fault.FullyQualifiedErrorId | Should -Be 'secret.unknown_domain,Set-DirSyncSecret'
        $fault.TargetObject | Should -Be 'tokyo'
    }
}
