function Revoke-FormerRight {
    # Takes the batch right back from an account that the tasks no longer run as: only where we gave it.
    [CmdletBinding()]
    param (
        [AllowNull()] [pscustomobject] $Former,
        [Parameter(Mandatory)] [string] $Sid
    )

    if ($null -eq $Former -or $Former.account.sid -eq $Sid -or -not $Former.batchRight.granted) {
        return
    }
    try {
        $null = Revoke-BatchRight -Sid $Former.account.sid -By $Former.batchRight.by -Gpo "$($Former.batchRight.gpo)" -Confirm:$false
    }
    catch {
        # The new account works; what is left of the old one is said, and nothing is undone for it.
        Write-Warning -Message ($Text.InstallRightNotRevoked -f $Former.account.name, $_.Exception.Message)
    }
}
