function Read-InstallationRecord {
    <#
    .SYNOPSIS
    What the installation keeps in install.json; null where there is none, or none that this session may read.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $DataFolder
    )

    $file = Join-Path $DataFolder 'install.json'
    if (-not (Test-Path -LiteralPath $file -PathType Leaf)) {
        return $null
    }
    try {
        ConvertFrom-DirSyncJson -Json (Read-SharedText -Path $file)
    }
    catch [System.UnauthorizedAccessException] {
        return $null
    }
}
