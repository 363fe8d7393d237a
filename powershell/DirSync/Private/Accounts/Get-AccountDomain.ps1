function Get-AccountDomain {
    <#
    .SYNOPSIS
    The domain that accounts are made in: this machine's, or that of the server that was given.
    .NOTES
    Where none was given, Connection gets one: what is made at one domain controller is not at another at once, and it is read back.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param (
        [Parameter(Mandatory)] [hashtable] $Connection
    )

    try {
        if (-not $Connection.ContainsKey('Server')) {
            $controller = Get-ADDomainController -Discover -Service ADWS -Writable
            $Connection['Server'] = "$($controller.HostName)"
        }
        Get-ADDomain @Connection
    }
    catch {
        $place = if ($Connection.ContainsKey('Server')) { $Connection['Server'] } else { $Text.AccountOwnDomain }
        $detail = $_.Exception.Message
        throw (New-AccountFailureRecord -Id 'AccountDomainUnreachable' -Account $place -Detail $detail -Cause $_.Exception -Category 'ResourceUnavailable')
    }
}
