function Start-ScheduledRun {
    <#
    .SYNOPSIS
    Starts one of our tasks, and gives the task with the time from which on its effects count.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [ValidateSet('Sync', 'Plan', 'Test')] [string] $Name
    )

    $task = Find-ScheduledRun -Name $Name
    if ($null -eq $task) {
        throw (New-TaskFaultRecord -Id 'CoreTaskMissing' -Name $Name -Category 'ObjectNotFound')
    }
    # TASK_STATE_RUNNING
    if ($task.State -eq 4) {
        throw (New-TaskFaultRecord -Id 'CoreTaskRunning' -Name $Name -Category 'ResourceBusy')
    }
    if (-not $task.Enabled) {
        throw (New-TaskFaultRecord -Id 'CoreTaskDisabled' -Name $Name -Category 'InvalidOperation')
    }
    $startedAt = [datetime]::UtcNow
    try {
        $null = $task.Run($null)
    }
    catch {
        $code = Get-HResult -Exception $_.Exception
        $cause = $_.Exception.GetBaseException()
        $result = Get-TaskResultText -Code $cause.HResult
        $fault = @{
            Id = 'CoreTaskNotStarted'
            Category = 'InvalidOperation'
            Target = "\DirSync\$Name"
            Seen = $Text.CoreTaskNotStarted -f "\DirSync\$Name", $code, $result.Text
            Remedy = $result.Remedy
            Cause = $_.Exception
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    [pscustomobject]@{
        Name = $Name
        Task = $task
        StartedAt = $startedAt
    }
}
