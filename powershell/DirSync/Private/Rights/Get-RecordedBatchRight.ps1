function Get-RecordedBatchRight {
    <#
    .SYNOPSIS
    What install.json keeps of the tasks' account and of the right that was granted to it; null where nothing is installed.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param ()

    $path = Join-Path (Get-DirSyncLayout).DataFolder 'install.json'
    if (-not [System.IO.File]::Exists($path)) {
        return
    }
    $installation = ConvertFrom-DirSyncJson -Json ([System.IO.File]::ReadAllText($path))
    $account = if ($null -ne $installation) { $installation.PSObject.Properties['account'] } else { $null }
    if ($null -eq $account -or $null -eq $account.Value -or -not $account.Value.PSObject.Properties['sid']) {
        return
    }
    $right = $installation.PSObject.Properties['batchRight']
    $granted = $null -ne $right -and $null -ne $right.Value -and [bool]$right.Value.granted
    [pscustomobject]@{
        Path = $path
        Installation = $installation
        Sid = $account.Value.sid
        Granted = $granted
        By = if ($granted) { $right.Value.by } else { $null }
        Gpo = if ($granted) { $right.Value.gpo } else { $null }
    }
}
