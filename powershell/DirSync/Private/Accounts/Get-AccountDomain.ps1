function Get-AccountDomain {
    <#
    .SYNOPSIS
    The domain that accounts are made in: this machine's, or that of the server that was given.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param (
        [Parameter(Mandatory)] [hashtable] $Connection
    )

    try {
        Get-ADDomain @Connection
    }
    catch {
        $place = if ($Connection.ContainsKey('Server')) { $Connection['Server'] } else { $Text.AccountOwnDomain }
        $detail = $_.Exception.Message
        throw (New-AccountFailureRecord -Id 'AccountDomainUnreachable' -Account $place -Detail $detail -Cause $_.Exception -Category 'ResourceUnavailable')
    }
}
