function Wait-ScheduledRun {
    <#
    .SYNOPSIS
    Waits until a task that was started has ended, and gives its last result (an exit code or an HRESULT). Shows progress.
    .NOTES
    Task Scheduler starts a task some time after Run has returned: until its last run time is that of this start, it has not begun.
    #>
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Started,
        [Parameter(Mandatory)] [string] $Activity
    )

    $beginsWithinSeconds = 30
    $queued = 2
    $running = 4
    try {
        while ($true) {
            # Asked for anew each time: what a task object says may be as old as the object.
            $task = Find-ScheduledRun -Name $Started.Name
            if ($null -eq $task) {
                throw (New-TaskFaultRecord -Id 'CoreTaskMissing' -Name $Started.Name -Category 'ObjectNotFound')
            }
            $elapsed = [datetime]::UtcNow - $Started.StartedAt
            $active = $task.State -in $queued, $running
            # LastRunTime has whole seconds.
            $begun = ([datetime] $task.LastRunTime).ToUniversalTime() -ge $Started.StartedAt.AddSeconds(-1)
            if (-not $active -and ($begun -or $elapsed.TotalSeconds -gt $beginsWithinSeconds)) {
                break
            }
            $status = $Text.CoreElapsed -f $elapsed.ToString('hh\:mm\:ss', [cultureinfo]::InvariantCulture)
            Write-Progress -Activity $Activity -Status $status
            Start-Sleep -Milliseconds 250
        }
    }
    finally {
        Write-Progress -Activity $Activity -Completed
    }
    [int] $task.LastTaskResult
}
