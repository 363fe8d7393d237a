function Add-FolderUndo {
    # A folder that is not there now is away again after the undo, with all that came into it.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo,
        [Parameter(Mandatory)] [string] $Path
    )

    if (Test-PathTaken -Path $Path) {
        return
    }
    Add-Undo -Undo $Undo -What $Path -With @{ Path = $Path } -Action {
        param ($Path)
        Remove-Folder -Path $Path
    }
}
