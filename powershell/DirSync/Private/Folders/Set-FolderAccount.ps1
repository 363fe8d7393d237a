function Set-FolderAccount {
    # Another access list for a file or folder that is there, what it had comes back with the undo.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Sddl,
        [AllowEmptyString()] [string] $UnixMode,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $before = Get-FolderSecurity -Path $Path
    Add-Undo -Undo $Undo -What $Path -With @{ Path = $Path; Sddl = "$($before.Sddl)"; UnixMode = "$($before.UnixMode)" } -Action {
        param ($Path, $Sddl, $UnixMode)
        Set-ItemSecurity -Path $Path -Sddl $Sddl -UnixMode $UnixMode
    }
    Set-ItemSecurity -Path $Path -Sddl $Sddl -UnixMode $UnixMode
}
