function Get-AccountGroupSid {
    # The SIDs of the groups that an account is in on this machine: nested, of the domain, local and well-known ones (Authz).
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $Sid
    )

    Initialize-AccountRightApi
    [DirSync.AccountRightApi]::GroupsOf($Sid)
}
