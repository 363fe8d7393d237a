function Get-AccountRightHolder {
    # The SIDs that hold a user right on this machine now, by whatever policy (LSA). Needs an elevated session.
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $Right
    )

    Initialize-AccountRightApi
    [DirSync.AccountRightApi]::HoldersOf($Right)
}
