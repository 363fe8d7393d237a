function Write-StatusWarning {
    <#
    .SYNOPSIS
    Warns of what an administrator must know of without asking: a pause, a task that can't log on, runs that stay away, a password that
    is about to expire.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Status,
        [AllowNull()] [System.Nullable[datetime]] $LastEnd,
        [Parameter(Mandatory)] [datetime] $Now
    )

    if ($null -ne $Status.PauseReason) {
        Write-Warning -Message ($Text.CorePaused -f $Status.PausedSince, $Status.PausedBy, $Status.PauseReason)
    }
    $schedule = $Status.Schedule
    if ($null -ne $schedule -and $schedule.LastResult -like '0x8*') {
        Write-Warning -Message ($Text.CoreScheduleFailing -f $schedule.Task, $schedule.LastResult, $schedule.LastResultText, $schedule.Remedy)
    }
    if ($null -ne $schedule -and $schedule.Enabled -and $null -ne $schedule.Interval -and $null -ne $LastEnd) {
        $silent = $Now - $LastEnd
        if ($silent -gt [timespan]::FromTicks(2 * $schedule.Interval.Ticks) -and $null -eq $Status.Running) {
            $minutes = [int] $schedule.Interval.TotalMinutes
            Write-Warning -Message ($Text.CoreSilent -f $LastEnd, $minutes)
        }
    }
    if ($null -ne $Status.PasswordExpires) {
        $days = [System.Math]::Floor(($Status.PasswordExpires - $Now).TotalDays)
        if ($days -lt 0) {
            Write-Warning -Message ($Text.CorePasswordExpired -f $Status.Account, $Status.PasswordExpires)
        }
        elseif ($days -lt 30) {
            Write-Warning -Message ($Text.CorePasswordExpires -f $Status.Account, $days, $Status.PasswordExpires)
        }
    }
}
