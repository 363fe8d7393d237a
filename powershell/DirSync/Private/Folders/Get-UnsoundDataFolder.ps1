function Get-UnsoundDataFolder {
    # The faults of a data folder that is there; nothing where none is.
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    if (Test-PathTaken -Path $Path) {
        Get-UnsoundFolder -Path $Path
    }
}
