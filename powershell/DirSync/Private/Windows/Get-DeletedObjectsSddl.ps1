function Get-DeletedObjectsSddl {
    # Owner and access list of a domain's container of deleted objects, as SDDL; null where this session may not read them.
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Server,
        [Parameter(Mandatory)] [string] $DomainDn,
        [AllowNull()] [pscredential] $Credential
    )

    $connection = Open-SealedLdap -Server $Server -Credential $Credential
    try {
        $scope = [System.DirectoryServices.Protocols.SearchScope]::Base
        $request = [System.DirectoryServices.Protocols.SearchRequest]::new("CN=Deleted Objects,$DomainDn", '(objectClass=*)', $scope, [string[]]@('nTSecurityDescriptor'))
        $parts = [System.DirectoryServices.Protocols.SecurityMasks]'Owner, Group, Dacl'
        $request.Controls.Add([System.DirectoryServices.Protocols.ShowDeletedControl]::new()) > $null
        $request.Controls.Add([System.DirectoryServices.Protocols.SecurityDescriptorFlagControl]::new($parts)) > $null
        $entries = $connection.SendRequest($request).Entries
        if ($entries.Count -eq 0 -or -not $entries[0].Attributes.Contains('nTSecurityDescriptor')) {
            return
        }
        $bytes = $entries[0].Attributes['nTSecurityDescriptor'].GetValues([byte[]])[0]
        $descriptor = [System.Security.AccessControl.RawSecurityDescriptor]::new($bytes, 0)
        $descriptor.GetSddlForm([System.Security.AccessControl.AccessControlSections]'Owner, Group, Access')
    }
    catch [System.DirectoryServices.Protocols.DirectoryOperationException] {
        # insufficientAccessRights, or noSuchObject to those who may not even see it
        Write-Verbose -Message $_.Exception.Message
    }
    finally {
        $connection.Dispose()
    }
}
