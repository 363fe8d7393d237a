function Get-DirSyncStatus {
    <#
    .SYNOPSIS
    Shows how the synchronisation is doing.
    .DESCRIPTION
    The last run, what is held for approval, who is in quarantine, the secrets and when they expire, and the schedule: when the task runs
    next, and what Task Scheduler says of its last start, in words. A task that can't log on leaves no trace in our own log; it is seen
    here. Warns when the schedule is paused, when no run has ended for two intervals, and before a password or the token expires.
    .EXAMPLE
    Get-DirSyncStatus

    The whole picture.
    .EXAMPLE
    (Get-DirSyncStatus).Quarantine | Format-Table Name, Code, Since, RetryAt

    Who is left out at present, and why.
    .EXAMPLE
    Get-DirSyncStatus | Approve-DirSyncPlan

    Approves what is held, after a question for each plan.
    .OUTPUTS
    DirSync.Status
    .LINK
    Get-DirSyncHistory
    .LINK
    Get-DirSyncPlan
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Status')]
    param ()

    try {
        $document = Invoke-DirSyncExecutable -Argument 'status'
        $layout = Get-DirSyncLayout
        $installation = Read-InstallationRecord -DataFolder $layout.DataFolder
        $status = ConvertTo-StatusObject -Document $document -Installation $installation -Schedule (Get-Schedule)
        $ended = @((Invoke-DirSyncExecutable -Argument 'history', '--last', '5' -WarningAction SilentlyContinue).runs | Where-Object { $null -ne $_.finishedAt })
        $lastEnd = $null
        if ($ended.Count -gt 0) {
            $lastEnd = ConvertTo-LocalTime -Time $ended[0].finishedAt
        }
        elseif ($null -ne $installation) {
            $lastEnd = ConvertTo-LocalTime -Time $installation.installedAt
        }
        Write-StatusWarning -Status $status -LastEnd $lastEnd -Now ([datetime]::Now)
        $status
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
