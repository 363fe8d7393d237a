function Remove-Folder {
    # Removes a folder with all in it; a link as such, never what it leads to. Nothing where there is none.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    $found = Get-FolderSecurity -Path $Path
    if (-not $found.Exists) {
        return
    }
    if (-not $found.IsFolder) {
        [System.IO.File]::Delete($Path)
    }
    elseif ($found.Reparse) {
        [System.IO.Directory]::Delete($Path)
    }
    else {
        [System.IO.Directory]::Delete($Path, $true)
    }
}
