function Stop-DirSync {
    <#
    .SYNOPSIS
    Ends a running synchronisation in good order.
    .DESCRIPTION
    Asks the present run to end between two requests and waits for it, a minute at most. What was done is recorded; the next run goes on
    from there. It never asks the next run. Ending the task in Task Scheduler would kill it without a word.
    .EXAMPLE
    Stop-DirSync

    Ends the run that goes on; does nothing when there is none.
    .OUTPUTS
    DirSync.StopResult
    .LINK
    Start-DirSync
    .LINK
    Disable-DirSync
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('DirSync.StopResult')]
    param ()

    if (-not $PSCmdlet.ShouldProcess((Get-DirSyncLayout).DataFolder, $Text.CoreStopAction)) {
        return
    }
    try {
        $document = Invoke-DirSyncExecutable -Argument 'stop' -Accept 0, 7
        if ($document.stopped -eq 'running') {
            $fault = @{
                Id = 'CoreStopGoesOn'
                Category = 'OperationTimeout'
                Target = 'sync'
                Seen = $Text.CoreStopGoesOn
                Remedy = $Text.CoreStopGoesOnRemedy
            }
            throw (New-DirSyncErrorRecord @fault)
        }
        [pscustomobject]@{
            PSTypeName = 'DirSync.StopResult'
            Stopped = $document.stopped -eq 'ended'
            Result = if ($document.stopped -eq 'ended') { $Text.CoreStopEnded } else { $Text.CoreStopNone }
        }
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
