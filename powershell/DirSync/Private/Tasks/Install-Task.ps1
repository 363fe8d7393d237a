function Install-Task {
    <#
    .SYNOPSIS
    Registers the three tasks. A schedule that is there keeps its time, and whether it is enabled; a new one is disabled.
    .PARAMETER Every
    Time between two runs; zero: as it is, else two hours, the vendor's rule.
    .PARAMETER MaxDuration
    run.max_duration: after it a run ends by itself.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Layout,
        [Parameter(Mandatory)] [pscustomobject] $Account,
        [Parameter(Mandatory)] [timespan] $MaxDuration,
        [timespan] $Every = [timespan]::Zero,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $schedule = Get-TaskSchedule
    $now = [datetime]::Now
    $start = if ($null -ne $schedule) { $schedule.Start } else { $now.Date.AddHours($now.Hour).AddMinutes($now.Minute) }
    if ($Every -eq [timespan]::Zero) {
        $Every = if ($null -ne $schedule) { $schedule.Every } else { [timespan]::FromMinutes(120) }
    }
    Install-TaskFolder -Undo $Undo
    foreach ($name in Get-TaskName) {
        $before = Get-ScheduledTaskOrNull -Name $name
        $definition = @{
            Description = $Text["Task${name}Description"]
            UserId = $Account.Name
            Command = $Layout.Program
            Argument = Get-TaskArgument -Name $name -Layout $Layout
            # Task Scheduler kills without a signal: the program must have ended by itself long before.
            TimeLimit = $MaxDuration.Add([timespan]::FromMinutes(15))
        }
        if ($name -eq 'Sync') {
            $definition['Every'] = $Every
            $definition['Start'] = $start
            $definition['Disabled'] = $null -eq $before -or -not $before.Enabled
        }
        Add-TaskUndo -Name $name -Before $before -Account $Account -Undo $Undo
        Register-TaskXml -Name $name -Xml (New-TaskXml @definition) -Account $Account
        Assert-TaskRegistered -Name $name -Account $Account
    }
}
