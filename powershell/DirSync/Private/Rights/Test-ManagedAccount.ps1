function Test-ManagedAccount {
    <#
    .SYNOPSIS
    Whether an account is a (group) managed service account: nobody stores a password for it.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Sid
    )

    (ConvertFrom-DirSyncSid -Sid $Sid).EndsWith('$')
}
