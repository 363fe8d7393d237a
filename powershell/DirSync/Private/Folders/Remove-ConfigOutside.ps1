function Remove-ConfigOutside {
    # config.yml where it does not lie in the data folder (Linux), with its folder where that is empty then.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Layout
    )

    if (-not [System.IO.File]::Exists($Layout.ConfigPath)) {
        return
    }
    [System.IO.File]::Delete($Layout.ConfigPath)
    $folder = Split-Path -Path $Layout.ConfigPath -Parent
    if ([System.IO.Directory]::GetFileSystemEntries($folder).Length -eq 0) {
        [System.IO.Directory]::Delete($folder)
    }
}
