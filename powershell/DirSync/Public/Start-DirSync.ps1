function Start-DirSync {
    <#
    .SYNOPSIS
    Starts a run now, as the scheduled task does it.
    .DESCRIPTION
    Starts the task \DirSync\Sync, or for -DryRun the task \DirSync\Plan, which writes nothing to the service. A run never happens in
    your own session: another account could read another part of the directory, and what it doesn't see it would take for gone.
    Without -Wait it comes back as soon as the task is started.
    .PARAMETER DryRun
    Only makes the plan: what a run would do, with the reason for every operation.
    .PARAMETER Wait
    Waits for the end and gives the run (DirSync.Run), or with -DryRun the plan (DirSync.Plan). Ctrl+C ends the waiting, not the run.
    .EXAMPLE
    Start-DirSync -Wait

    Runs now, and shows how it went.
    .EXAMPLE
    $plan = Start-DirSync -DryRun -Wait
    $plan.Operations | Where-Object Action -eq 'delete'

    Makes a plan, and looks at whom the next run would delete.
    .OUTPUTS
    DirSync.StartedTask, DirSync.Run, DirSync.Plan
    .LINK
    Stop-DirSync
    .LINK
    Get-DirSyncPlan
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('DirSync.StartedTask', 'DirSync.Run', 'DirSync.Plan')]
    param (
        [Parameter()]
        [switch] $DryRun,

        [Parameter()]
        [switch] $Wait
    )

    $name = if ($DryRun) { 'Plan' } else { 'Sync' }
    $deed = if ($DryRun) { $Text.CoreStartPlanAction } else { $Text.CoreStartSyncAction }
    if (-not $PSCmdlet.ShouldProcess("\DirSync\$name", $deed)) {
        return
    }
    try {
        $started = Start-ScheduledRun -Name $name
        if (-not $Wait) {
            [pscustomobject]@{
                PSTypeName = 'DirSync.StartedTask'
                Task = "\DirSync\$name"
                StartedAt = $started.StartedAt.ToLocalTime()
            }
            return
        }
        $code = Wait-ScheduledRun -Started $started -Activity $deed
        if ($DryRun) {
            Receive-ScheduledPlan -Started $started -Code $code
        }
        else {
            Receive-ScheduledSync -Started $started -Code $code
        }
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
