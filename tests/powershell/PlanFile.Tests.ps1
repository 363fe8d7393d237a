BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-TestedModule
    $it = Enter-Installation
    $null = Send-Order $it @{ do = 'addUsers'; count = 5 }
    $file = Join-Path $TestDrive 'plan.json'

    function Read-Plan {
        param ([string] $Path = $file)
        InModuleScope DirSync -Parameters @{ Path = $Path } { Read-PlanDocument -Path $Path }
    }
}

AfterAll {
    Exit-Installation $it
}

Describe 'the file of a plan' {
    It 'as the executable writes it, gives what reading it as a whole gives, but for the entries' {
        $null = Invoke-Product $it 'plan', '--out', $file
        $whole = Get-Content -LiteralPath $file -Raw | ConvertFrom-Json -DateKind String
        $whole.entries.Count | Should -BeGreaterThan 0
        $whole.PSObject.Properties.Remove('entries')
        $read = Read-Plan
        $read.operations | Should -HaveCount 5
        $order = { $_.Name }
        ($read.PSObject.Properties | Sort-Object $order).Name | Should -Be ($whole.PSObject.Properties | Sort-Object $order).Name
        (ConvertTo-Json $read.operations -Depth 9) | Should -Be (ConvertTo-Json $whole.operations -Depth 9)
        $read.planId | Should -Be $whole.planId
    }

    It 'of a failure has the problems' {
        $null = Send-Order $it @{ do = 'refuseBinds'; count = 1 }
        $null = Invoke-Product $it 'plan', '--out', $file
        $read = Read-Plan
        $read.exitCode | Should -Be 5
        $read.problems[0].code | Should -Match '^directory\.'
    }

    It 'without operations is read' {
        $null = Invoke-Product $it 'sync'
        $null = Invoke-Product $it 'plan', '--out', $file
        $read = Read-Plan
        @($read.operations) | Should -HaveCount 0
        $read.operationsTotal | Should -Be 0
    }

    It 'however long, gives its first 1,000 operations, and the total' {
        $operations = 1..2500 | ForEach-Object { '{"name":"user%","text":"a],\"entries\":[ b ],\"truncated\":"}' -replace '%', $_ }
        $entries = 1..2500 | ForEach-Object { '"entry ],\"truncated\": %"' -replace '%', $_ }
        $text = "{`"operations`":[`n" + ($operations -join ",`n") + "],`"entries`":[`n" + ($entries -join ",`n") + '],"truncated":false,"schemaVersion":1,"command":"plan","operationsTotal":2500}'
        [System.IO.File]::WriteAllText($file, $text)
        $read = Read-Plan
        $read.operations | Should -HaveCount 1000
        $read.operations[999].name | Should -Be 'user1000'
        $read.operations[0].text | Should -Be 'a],"entries":[ b ],"truncated":'
        $read.operationsTotal | Should -Be 2500
    }

    It 'that is none, or is cut off, is nothing: <_>' -ForEach '', 'no JSON', '[]', "{`"operations`":[`n{`"name`":`"x`"},", "{`"operations`":[`n{`"name`":`"x`"}],`"entries`":[`n`"y`"," {
        [System.IO.File]::WriteAllText($file, $_)
        Read-Plan | Should -BeNullOrEmpty
    }
}
