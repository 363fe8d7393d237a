function Uninstall-Task {
    # Ends what runs in good order, so that it is not killed, then removes each task and the folder, where it is empty.
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Layout
    )

    $there = @(Get-TaskName | Where-Object { $null -ne (Get-ScheduledTaskOrNull -Name $_) })
    if ($there.Count -eq 0 -or -not $PSCmdlet.ShouldProcess(($there -join ', '), $Text.InstallStepTaskAway)) {
        return
    }
    if ($there -contains 'Sync') {
        $undo = New-UndoStack
        $null = Set-TaskEnabled -Name 'Sync' -Enabled $false -Undo $undo
        try {
            Stop-RunningSync -Layout $Layout
        }
        catch {
            # As long as it goes on, it stays scheduled.
            Invoke-Undo -Undo $undo
            throw
        }
    }
    foreach ($name in $there) {
        $null = Remove-TaskByName -Name $name
    }
    Remove-TaskFolder
}
