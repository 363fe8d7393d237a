function Get-Schedule {
    <#
    .SYNOPSIS
    The task Sync as Task Scheduler has it, with its last result in words; null where it is not registered or not to be seen.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Schedule')]
    param ()

    try {
        $task = Find-ScheduledRun -Name 'Sync'
    }
    catch {
        $seen = $Text.CoreSchedulerUnseen -f $_.Exception.GetBaseException().Message
        if (Test-WindowsHost) {
            Write-Warning -Message $seen
        }
        else {
            Write-Verbose -Message $seen
        }
        return $null
    }
    if ($null -eq $task) {
        return $null
    }
    $result = Get-TaskResultText -Code $task.LastTaskResult
    $states = @('Unknown', 'Disabled', 'Queued', 'Ready', 'Running')
    [pscustomobject]@{
        PSTypeName = 'DirSync.Schedule'
        Task = '\DirSync\Sync'
        State = $states[[int] $task.State]
        Enabled = [bool] $task.Enabled
        Interval = Get-TaskInterval -Xml $task.Xml
        LastRunTime = ConvertFrom-TaskTime -Time $task.LastRunTime
        NextRunTime = ConvertFrom-TaskTime -Time $task.NextRunTime
        LastResult = $result.Code
        LastResultText = $result.Text
        Remedy = $result.Remedy
    }
}
