function Set-FileContent {
    <#
    .SYNOPSIS
    Puts bytes into a file, whole or not at all; one that is there keeps its access list.
    .OUTPUTS
    Whether anything changed.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [byte[]] $Byte,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $exists = [System.IO.File]::Exists($Path)
    if ($exists -and [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes($Path)) -ceq [System.Convert]::ToBase64String($Byte)) {
        return $false
    }
    Add-FileUndo -Undo $Undo -Path $Path
    $aside = "$Path.new"
    [System.IO.File]::WriteAllBytes($aside, $Byte)
    try {
        # The program takes nothing that a person owns, be he an administrator.
        Set-ItemSecurity -Path $aside -Sddl 'O:BA'
        if ($exists) {
            [System.IO.File]::Replace($aside, $Path, [System.Management.Automation.Language.NullString]::Value)
        }
        else {
            [System.IO.File]::Move($aside, $Path)
        }
    }
    finally {
        if ([System.IO.File]::Exists($aside)) {
            [System.IO.File]::Delete($aside)
        }
    }
    $true
}
