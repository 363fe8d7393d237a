function Move-Folder {
    # Renames a folder, file or link in place.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Destination
    )

    if ([System.IO.Directory]::Exists($Path)) {
        [System.IO.Directory]::Move($Path, $Destination)
    }
    else {
        [System.IO.File]::Move($Path, $Destination)
    }
}
