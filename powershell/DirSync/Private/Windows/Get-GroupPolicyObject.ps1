function Get-GroupPolicyObject {
    # A GPO's object on one domain controller (ADSI, so without RSAT): DisplayName, FileSystemPath, VersionNumber, MachineExtensionNames.
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Server,
        [Parameter(Mandatory)] [string] $DistinguishedName
    )

    Add-Type -AssemblyName 'System.DirectoryServices'
    $entry = [System.DirectoryServices.DirectoryEntry]::new("LDAP://$Server/$DistinguishedName")
    try {
        $entry.RefreshCache([string[]]@('displayName', 'gPCFileSysPath', 'versionNumber', 'gPCMachineExtensionNames'))
        [pscustomobject]@{
            DistinguishedName = $DistinguishedName
            DisplayName = [string]$entry.Properties['displayName'].Value
            FileSystemPath = [string]$entry.Properties['gPCFileSysPath'].Value
            VersionNumber = [long]$entry.Properties['versionNumber'].Value
            MachineExtensionNames = [string]$entry.Properties['gPCMachineExtensionNames'].Value
        }
    }
    finally {
        $entry.Dispose()
    }
}
