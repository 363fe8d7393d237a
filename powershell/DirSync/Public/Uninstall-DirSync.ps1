function Uninstall-DirSync {
    <#
    .SYNOPSIS
    Removes Directory Sync from this machine: tasks, right, event source, program and module. The data stays, unless told otherwise.
    .DESCRIPTION
    A run that goes on is asked to end first. The right "Log on as a batch job" is taken back only where Install-DirSync or Grant-DirSyncBatchRight
    gave it. Users and groups in the service are not touched. What stays of the data (configuration, secrets, state, logs) is readable for
    administrators alone, so that another installation can go on with it. Given again, it does what is left to do.
    .PARAMETER RemoveData
    Removes the data too: configuration, secrets, state, logs. Without the state the next installation has to learn anew which objects are its own.
    .EXAMPLE
    Uninstall-DirSync

    Removes the program and keeps the data.
    .EXAMPLE
    Uninstall-DirSync -RemoveData -Confirm:$false

    Removes all of it, without a question.
    .OUTPUTS
    None
    .LINK
    Install-DirSync
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param (
        [Parameter()]
        [switch] $RemoveData
    )

    $step = 'Uninstall-DirSync'
    $undo = New-UndoStack
    try {
        Assert-Elevated -Cmdlet 'Uninstall-DirSync'
        $layout = Get-DirSyncLayout
        $data = $layout.DataFolder
        if (Test-PathTaken -Path $data) {
            Assert-FolderSound -Path $data
        }
        $record = Get-InstallRecord -DataFolder $data

        $step = $Text.InstallStepTaskAway
        Uninstall-Task -Layout $layout

        $step = $Text.InstallStepRightAway
        if ($null -ne $record -and $record.batchRight.granted -and $PSCmdlet.ShouldProcess($record.account.name, $step)) {
            $null = Revoke-BatchRight -Sid $record.account.sid -By $record.batchRight.by -Gpo "$($record.batchRight.gpo)" -Confirm:$false
        }
        $step = $Text.InstallStepEventAway
        if ($null -ne $record -and $record.eventSource -and $null -ne (Get-EventSource -Source 'DirSync') -and $PSCmdlet.ShouldProcess('DirSync (Application)', $step)) {
            Remove-EventSource -Source 'DirSync'
        }

        if (Test-PathTaken -Path $data) {
            $step = if ($RemoveData) { $Text.InstallStepDataAway } else { $Text.InstallStepDataKept }
            if ($PSCmdlet.ShouldProcess($data, $step)) {
                if ($RemoveData) {
                    Assert-DataFolderOurs -DataFolder $data
                    Remove-Folder -Path $data
                    Remove-ConfigOutside -Layout $layout
                }
                else {
                    Close-DataFolder -DataFolder $data -Undo $undo
                }
            }
        }

        $step = $Text.InstallStepProgramAway
        if ((Test-ProgramManaged -Layout $layout) -and (Test-PathTaken -Path $layout.ProgramFolder) -and $PSCmdlet.ShouldProcess($layout.ProgramFolder, $step)) {
            foreach ($path in $layout.ProgramFolder, "$($layout.ProgramFolder).new", "$($layout.ProgramFolder).old") {
                Remove-Folder -Path $path
            }
        }
        $step = $Text.InstallStepModuleAway
        if ((Test-PathTaken -Path $layout.ModuleFolder) -and $PSCmdlet.ShouldProcess($layout.ModuleFolder, $step)) {
            Remove-Folder -Path $layout.ModuleFolder
        }
    }
    catch {
        $fault = ConvertTo-StepRecord -Record $_ -Step $step
        $PSCmdlet.ThrowTerminatingError($fault)
    }
}
