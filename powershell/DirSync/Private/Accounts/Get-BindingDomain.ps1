function Get-BindingDomain {
    <#
    .SYNOPSIS
    The domains of config.yml that are read as an account: their names, an empty one for the only domain of ad.ldap.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Value,
        [Parameter(Mandatory)] [string[]] $Account
    )

    foreach ($entry in $Value) {
        if ($entry.key -notmatch '^ad\.(ldap|domains\[\d+\])\.server\.user$' -or $entry.value -notin $Account) {
            continue
        }
        $place = "ad.$($Matches[1])"
        $name = @($Value | Where-Object { $_.key -eq "$place.name" })
        if ($name.Count -gt 0) { $name[0].value } else { '' }
    }
}
