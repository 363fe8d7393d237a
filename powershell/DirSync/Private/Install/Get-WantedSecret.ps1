function Get-WantedSecret {
    # Which secrets a configuration needs: the token, and the password of each domain that is bound to with one.
    [CmdletBinding()]
    [OutputType([pscustomobject[]])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Entry
    )

    [pscustomobject]@{ Name = 'token'; Domain = '' }
    foreach ($each in $Entry) {
        if ($each.key -notmatch '^(ad\.(ldap|domains\[\d+\]))\.server\.auth$' -or $each.value -ne 'simple') {
            continue
        }
        [pscustomobject]@{ Name = 'ldap-password'; Domain = "$(Get-ConfigValue -Entry $Entry -Key ($Matches[1] + '.name'))" }
    }
    if (-not [string]::IsNullOrEmpty("$(Get-ConfigValue -Entry $Entry -Key 'iid.scim.http.proxy.user')")) {
        [pscustomobject]@{ Name = 'proxy-password'; Domain = '' }
    }
}
