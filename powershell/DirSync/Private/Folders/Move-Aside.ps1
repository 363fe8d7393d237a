function Move-Aside {
    # Renames away what can't be trusted; nothing in it is used. Gives its new path.
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $aside = '{0}.refused-{1:yyyyMMddHHmmss}' -f $Path, [datetime]::UtcNow
    Add-Undo -Undo $Undo -What $Path -With @{ Path = $Path; Aside = $aside } -Action {
        param ($Path, $Aside)
        if (Test-PathTaken -Path $Aside) {
            Move-Folder -Path $Aside -Destination $Path
        }
    }
    Move-Folder -Path $Path -Destination $aside
    $aside
}
