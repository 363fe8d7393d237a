function Add-TaskUndo {
    <#
    .SYNOPSIS
    Notes how a task's registration is taken back.
    .NOTES
    The definition that was there comes back, but the password that it was registered with is not to be had: a task of another account, or with the
    former password, is registered with what this call was given, and has to be renewed if that was wrong.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [AllowNull()] [object] $Before,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    if ($null -eq $Before) {
        Add-Undo -Undo $Undo -What "\DirSync\$Name" -With @{ Name = $Name } -Action {
            param ($Name)
            $null = Remove-TaskByName -Name $Name
        }
    }
}
