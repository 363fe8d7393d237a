function Add-FileUndo {
    # Whatever happens to a file, the undo brings back what it is now: its bytes, or that there is none.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo,
        [Parameter(Mandatory)] [string] $Path
    )

    $bytes = if ([System.IO.File]::Exists($Path)) { , [System.IO.File]::ReadAllBytes($Path) } else { $null }
    Add-Undo -Undo $Undo -What $Path -With @{ Path = $Path; Bytes = $bytes } -Action {
        param ($Path, $Bytes)
        if ($null -ne $Bytes) {
            [System.IO.File]::WriteAllBytes($Path, $Bytes)
        }
        elseif ([System.IO.File]::Exists($Path)) {
            [System.IO.File]::Delete($Path)
        }
    }
}
