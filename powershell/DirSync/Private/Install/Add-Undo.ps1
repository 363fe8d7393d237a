function Add-Undo {
    <#
    .SYNOPSIS
    Notes how an effect is taken back, before it is made: half of one is taken back too.
    .PARAMETER Action
    Takes back this one effect and nothing else. It gets With as parameters; a closure would not see the module's functions.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo,
        [Parameter(Mandatory)] [string] $What,
        [Parameter(Mandatory)] [hashtable] $With,
        [Parameter(Mandatory)] [scriptblock] $Action
    )

    $Undo.Push([pscustomobject]@{ What = $What; With = $With; Action = $Action })
}
