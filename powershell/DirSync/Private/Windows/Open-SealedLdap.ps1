function Open-SealedLdap {
    # An LDAP connection to one domain controller, signed and encrypted, as this session or as a credential.
    [CmdletBinding()]
    [OutputType([System.IDisposable])]
    param (
        [Parameter(Mandatory)] [string] $Server,
        [AllowNull()] [pscredential] $Credential
    )

    Add-Type -AssemblyName 'System.DirectoryServices.Protocols'
    $connection = [System.DirectoryServices.Protocols.LdapConnection]::new($Server)
    $connection.AuthType = [System.DirectoryServices.Protocols.AuthType]::Negotiate
    $connection.SessionOptions.ProtocolVersion = 3
    $connection.SessionOptions.Signing = $true
    $connection.SessionOptions.Sealing = $true
    if ($null -ne $Credential) {
        $connection.Credential = $Credential.GetNetworkCredential()
    }
    $connection.Bind()
    $connection
}
