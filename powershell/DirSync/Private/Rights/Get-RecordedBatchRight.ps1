function Get-RecordedBatchRight {
    <#
    .SYNOPSIS
    What install.json keeps of the tasks' account and of the right that was granted to it; null where nothing is installed.
    .OUTPUTS
    DataFolder, Installation (the whole record), Sid, Granted, By (local or policy), Gpo.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param ()

    $folder = (Get-DirSyncLayout).DataFolder
    $installation = Get-InstallRecord -DataFolder $folder
    if ($null -eq $installation) {
        return
    }
    $right = $installation.batchRight
    $granted = $null -ne $right -and [bool]$right.granted
    [pscustomobject]@{
        DataFolder = $folder
        Installation = $installation
        Sid = $installation.account.sid
        Granted = $granted
        By = if ($granted) { $right.by } else { $null }
        Gpo = if ($granted) { $right.gpo } else { $null }
    }
}
