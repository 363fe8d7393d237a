function Disable-DirSync {
    <#
    .SYNOPSIS
    Pauses the scheduled runs, with a reason that Get-DirSyncStatus shows.
    .DESCRIPTION
    Disables the task \DirSync\Sync. A run that goes on is not ended: Stop-DirSync does that. The pause outlives an update.
    .PARAMETER Reason
    Why, for whoever finds it paused.
    .EXAMPLE
    Disable-DirSync -Reason 'Reorganisation until Monday; ask Sato.'

    No scheduled run starts until Enable-DirSync.
    .OUTPUTS
    DirSync.Task
    .LINK
    Enable-DirSync
    .LINK
    Stop-DirSync
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('DirSync.Task')]
    param (
        [Parameter(Mandatory, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Reason
    )

    $undo = New-UndoStack
    $done = $false
    try {
        Assert-Elevated -Cmdlet 'Disable-DirSync'
        $layout = Get-DirSyncLayout
        $record = Get-RequiredRecord -Layout $layout
        if (-not $PSCmdlet.ShouldProcess('\DirSync\Sync', $Text.InstallStepDisable)) {
            $done = $true
            return
        }
        $since = [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture)
        $record.pause = [pscustomobject]@{ reason = $Reason; since = $since; by = (Get-CurrentUserName) }
        $null = Set-InstallRecord -DataFolder $layout.DataFolder -Record $record -Undo $undo
        $null = Set-TaskEnabled -Name 'Sync' -Enabled $false -Undo $undo
        $done = $true
        ConvertTo-TaskObject -Task (Get-ScheduledTaskOrNull -Name 'Sync')
    }
    catch {
        $fault = ConvertTo-StepRecord -Record $_ -Step $Text.InstallStepDisable
        $PSCmdlet.ThrowTerminatingError($fault)
    }
    finally {
        if (-not $done) {
            Invoke-Undo -Undo $undo
        }
    }
}
