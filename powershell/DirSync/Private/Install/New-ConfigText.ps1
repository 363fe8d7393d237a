function New-ConfigText {
    # A config.yml of the answers to a few questions; what else there is to say has good defaults.
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [hashtable] $Answer
    )

    $quote = { param ($Value) "'" + $Value.Replace("'", "''") + "'" }
    $lines = @('# docs/configuration.md tells of every key. "dirsync config check" checks this file.', 'ad:', '  ldap:', '    server:')
    if ($Answer.Addresses.Count -gt 0) {
        $addresses = @($Answer.Addresses | ForEach-Object { & $quote $_ }) -join ', '
        $lines += "      addresses: [$addresses]"
    }
    $lines += '      user: ' + (& $quote $Answer.User)
    $lines += '      encryption: ' + $Answer.Encryption
    $lines += '    base_dn: ' + (& $quote $Answer.BaseDn)
    $lines += 'iid:', '  scim:'
    if ($Answer.BaseUrl -ne '') {
        $lines += '    base_url: ' + (& $quote $Answer.BaseUrl)
    }
    $lines += @'
    attribute:
      user:
        ad_bind:
          externalId: objectGUID
          userName: userPrincipalName
          name:
            familyName: sn
            givenName: givenName
          emails:
            - value: mail
      group:
        ad_bind:
          externalId: objectGUID
          displayName: cn
'@ -split '\r?\n'
    ($lines -join "`n") + "`n"
}
