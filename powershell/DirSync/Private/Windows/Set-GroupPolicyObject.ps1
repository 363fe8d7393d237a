function Set-GroupPolicyObject {
    # Writes a GPO's version and extension pairs on one domain controller, in one request.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Server,
        [Parameter(Mandatory)] [string] $DistinguishedName,
        [Parameter(Mandatory)] [long] $VersionNumber,
        [Parameter(Mandatory)] [string] $MachineExtensionNames
    )

    Add-Type -AssemblyName 'System.DirectoryServices'
    # An LDAP INTEGER is signed, a version is not.
    $signed = [System.BitConverter]::ToInt32([System.BitConverter]::GetBytes([uint32]$VersionNumber), 0)
    $entry = [System.DirectoryServices.DirectoryEntry]::new("LDAP://$Server/$DistinguishedName")
    try {
        $entry.Properties['versionNumber'].Value = $signed
        $entry.Properties['gPCMachineExtensionNames'].Value = $MachineExtensionNames
        $entry.CommitChanges()
    }
    finally {
        $entry.Dispose()
    }
}
