function Set-DeletedObjectsSddl {
    # Sets one part, Owner or Dacl, of the security of a domain's container of deleted objects.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Server,
        [Parameter(Mandatory)] [string] $DomainDn,
        [Parameter(Mandatory)] [string] $Sddl,
        [Parameter(Mandatory)] [ValidateSet('Owner', 'Dacl')] [string] $Part,
        [AllowNull()] [pscredential] $Credential
    )

    $connection = Open-SealedLdap -Server $Server -Credential $Credential
    try {
        $descriptor = [System.Security.AccessControl.RawSecurityDescriptor]::new($Sddl)
        $bytes = [byte[]]::new($descriptor.BinaryLength)
        $descriptor.GetBinaryForm($bytes, 0)
        $replace = [System.DirectoryServices.Protocols.DirectoryAttributeOperation]::Replace
        $request = [System.DirectoryServices.Protocols.ModifyRequest]::new("CN=Deleted Objects,$DomainDn", $replace, 'nTSecurityDescriptor', [object[]]@(, $bytes))
        $request.Controls.Add([System.DirectoryServices.Protocols.ShowDeletedControl]::new()) > $null
        $request.Controls.Add([System.DirectoryServices.Protocols.SecurityDescriptorFlagControl]::new([System.DirectoryServices.Protocols.SecurityMasks]$Part)) > $null
        $connection.SendRequest($request) > $null
    }
    finally {
        $connection.Dispose()
    }
}
