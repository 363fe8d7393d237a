function Unregister-DirSyncTask {
    <#
    .SYNOPSIS
    Removes the tasks of Directory Sync from Task Scheduler.
    .DESCRIPTION
    Removes \DirSync\Sync, Test and Plan. A run that goes on is asked to end in good order first. All else stays: the account, its rights, the data.
    .EXAMPLE
    Unregister-DirSyncTask

    From now on nothing runs by itself, until Register-DirSyncTask.
    .OUTPUTS
    None
    .LINK
    Register-DirSyncTask
    .LINK
    Disable-DirSync
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param ()

    try {
        Assert-Elevated -Cmdlet 'Unregister-DirSyncTask'
        Uninstall-Task -Layout (Get-DirSyncLayout)
    }
    catch {
        $fault = ConvertTo-StepRecord -Record $_ -Step $Text.InstallStepTaskAway
        $PSCmdlet.ThrowTerminatingError($fault)
    }
}
