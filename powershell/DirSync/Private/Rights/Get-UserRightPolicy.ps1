function Get-UserRightPolicy {
    <#
    .SYNOPSIS
    Which policy decides who holds a user right on this machine.
    .OUTPUTS
    State: Gpo (that one's list replaces the local one; with Id, Name, DistinguishedName), Local (no GPO defines the right), or Unknown (in a
    domain, and no log of the last application: that says nothing, least of all that there is none).
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [pscustomobject] $Row
    )

    $policy = [pscustomobject]@{ State = 'Local'; Id = $null; Name = $null; DistinguishedName = $null }
    if ($Row.Kind -eq 'Standalone') {
        return $policy
    }
    $logged = Get-RsopUserRight -Right $Right
    if ($logged.Gpo.Count -eq 0) {
        $policy.State = 'Unknown'
        return $policy
    }
    $winner = $logged.Setting | Sort-Object -Property 'Precedence' | Select-Object -First 1
    if ($null -eq $winner -or $winner.GpoId -notmatch '\{[0-9a-fA-F-]{36}\}') {
        return $policy
    }
    $policy.State = 'Gpo'
    $policy.Id = $Matches[0].ToUpperInvariant()
    $policy.DistinguishedName = $winner.GpoId -replace '^LDAP://([^/]*/)?', ''
    $same = @($logged.Gpo | Where-Object { "$($_.Id)" -like "*$($policy.Id)*" })
    $policy.Name = if ($same.Count -gt 0 -and $same[0].Name) { $same[0].Name } else { $policy.Id }
    $policy
}
