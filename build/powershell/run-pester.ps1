# Runs the tests of the PowerShell module and writes their counts as JSON: passed, failed, skipped. What fails outside a test (a file that does
# not load, a BeforeAll) counts as one failure a place.
[CmdletBinding()]
param (
    [Parameter(Mandatory)] [string[]] $Path,
    [Parameter(Mandatory)] [string] $Counts
)

$ErrorActionPreference = 'Stop'
Import-Module -Name Pester -MinimumVersion '5.5.0'
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration
$broken = $result.FailedContainersCount + $result.FailedBlocksCount
$document = @{
    passed = $result.PassedCount
    failed = [System.Math]::Max($result.FailedCount, $broken)
    skipped = $result.SkippedCount + $result.NotRunCount + $result.InconclusiveCount
}
if ($result.Result -ne 'Passed' -and $document.failed -eq 0) {
    $document.failed = 1
}
[System.IO.File]::WriteAllText($Counts, (ConvertTo-Json -InputObject $document -Compress))
