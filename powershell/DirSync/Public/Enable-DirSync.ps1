function Enable-DirSync {
    <#
    .SYNOPSIS
    Begins, or goes on, with the scheduled runs.
    .DESCRIPTION
    Enables the task \DirSync\Sync and ends a pause. It does not start a run: Start-DirSync does.
    .EXAMPLE
    Enable-DirSync

    From now on a run starts at every interval.
    .OUTPUTS
    DirSync.Task
    .LINK
    Disable-DirSync
    .LINK
    Start-DirSync
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('DirSync.Task')]
    param ()

    $undo = New-UndoStack
    $done = $false
    try {
        Assert-Elevated -Cmdlet 'Enable-DirSync'
        $layout = Get-DirSyncLayout
        $record = Get-RequiredRecord -Layout $layout
        if (-not $PSCmdlet.ShouldProcess('\DirSync\Sync', $Text.InstallStepEnable)) {
            $done = $true
            return
        }
        $record.pause = $null
        $null = Set-InstallRecord -DataFolder $layout.DataFolder -Record $record -Undo $undo
        $null = Set-TaskEnabled -Name 'Sync' -Enabled $true -Undo $undo
        $done = $true
        ConvertTo-TaskObject -Task (Get-ScheduledTaskOrNull -Name 'Sync')
    }
    catch {
        $fault = ConvertTo-StepRecord -Record $_ -Step $Text.InstallStepEnable
        $PSCmdlet.ThrowTerminatingError($fault)
    }
    finally {
        if (-not $done) {
            Invoke-Undo -Undo $undo
        }
    }
}
