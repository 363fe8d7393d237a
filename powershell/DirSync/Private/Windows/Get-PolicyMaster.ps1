function Get-PolicyMaster {
    # The PDC emulator of this machine's domain, on which group policy is edited: Server, Domain (DNS), DomainDn, DomainSid.
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param ()

    Add-Type -AssemblyName 'System.DirectoryServices'
    $domain = [System.DirectoryServices.ActiveDirectory.Domain]::GetComputerDomain()
    try {
        $server = $domain.PdcRoleOwner.Name
        $root = [System.DirectoryServices.DirectoryEntry]::new("LDAP://$server/RootDSE")
        $name = [string]$root.Properties['defaultNamingContext'].Value
        $entry = [System.DirectoryServices.DirectoryEntry]::new("LDAP://$server/$name")
        $bytes = [byte[]]$entry.Properties['objectSid'].Value
        [pscustomobject]@{
            Server = $server
            Domain = $domain.Name
            DomainDn = $name
            DomainSid = [System.Security.Principal.SecurityIdentifier]::new($bytes, 0).Value
        }
    }
    finally {
        $domain.Dispose()
    }
}
