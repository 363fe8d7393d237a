function Invoke-ScheduledTest {
    <#
    .SYNOPSIS
    Has the task Test make the checks, and tells first what that proves about its account. A logon that fails is a check that fails.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Check')]
    param (
        [AllowNull()] [AllowEmptyCollection()] [string[]] $Only
    )

    $started = Start-ScheduledRun -Name 'Test'
    $code = Wait-ScheduledRun -Started $started -Activity $Text.CoreTestActivity
    $folder = Join-Path (Get-DirSyncLayout).DataFolder 'logs'
    $found = Find-NewestDocument -Folder $folder -Command 'test' -Since $started.StartedAt
    if ($null -eq $found) {
        New-TaskLogonCheck -Code $code
        return
    }
    $document = $found.Document
    Write-ProblemWarning -Document $document
    if (@($document.checks).Count -eq 0) {
        throw (ConvertTo-ProblemRecord -Document $document -Command '\DirSync\Test')
    }
    $checks = @($document.checks | ConvertTo-CheckObject -Document $document)
    if ($null -ne $Only -and $Only.Count -gt 0) {
        $checks = @($checks | Where-Object { $_.Area -in $Only })
    }
    New-AccountCheck -Check $checks -Document $document
    $checks
}
