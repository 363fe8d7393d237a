function Get-RemainingGroup {
    <#
    .SYNOPSIS
    The groups of an account that may be gone by now: none then.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $Sid
    )

    # A right is taken from an account also after the account was deleted: no name answers to its SID any more.
    if ((ConvertFrom-DirSyncSid -Sid $Sid) -eq $Sid) {
        return @()
    }
    Get-LogonGroup -Sid $Sid
}
