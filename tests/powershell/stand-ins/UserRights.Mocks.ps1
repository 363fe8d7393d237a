# Puts the stand-in of a machine, $machine of the test, in the place of the module's calls of Windows. Dot-source it in BeforeAll.
Mock -ModuleName DirSync Assert-WindowsHost { }
Mock -ModuleName DirSync Test-Elevated { $machine.Elevated }
Mock -ModuleName DirSync Get-ComputerRole { [pscustomobject]@{ DomainRole = $machine.DomainRole; Domain = 'contoso.com'; Name = $machine.Name } }
Mock -ModuleName DirSync ConvertTo-DirSyncSid { Resolve-StandInName $machine $Account }
Mock -ModuleName DirSync ConvertFrom-DirSyncSid { Get-StandInName $machine $Sid }
Mock -ModuleName DirSync Get-AccountRightHolder { Get-StandInHolder $machine $Right }
Mock -ModuleName DirSync Get-AccountGroupSid {
    if (-not $machine.GroupsReadable) { throw 'Access is denied' }
    @($machine.Groups[$Sid])
}
Mock -ModuleName DirSync Get-CurrentGroupSid { $machine.CurrentGroups }
Mock -ModuleName DirSync Get-LsaSetting { $machine.Lsa[$Name] }
Mock -ModuleName DirSync Get-RsopUserRight { Get-RsopStandIn $machine $Right }
Mock -ModuleName DirSync Invoke-Secedit { Invoke-SeceditStandIn $machine $Argument }
Mock -ModuleName DirSync Invoke-GroupPolicyUpdate { Update-GroupPolicyStandIn $machine; 0 }
Mock -ModuleName DirSync New-SecurityWorkFolder { (New-Item -ItemType Directory -Path (Join-Path $machine.Folder "security/$([guid]::NewGuid())")).FullName }
Mock -ModuleName DirSync Get-PolicyBackupFolder { Join-Path $machine.Folder 'security/templates' }
Mock -ModuleName DirSync Get-PolicyMaster {
    [pscustomobject]@{ Server = 'dc1.contoso.com'; Domain = 'contoso.com'; DomainDn = 'DC=contoso,DC=com'; DomainSid = 'S-1-5-21-1-2-3' }
}
Mock -ModuleName DirSync Get-GroupPolicyObject {
    $gpo = $machine.Gpos[$DistinguishedName]
    if ($null -eq $gpo) { throw "There is no such object on the server: $DistinguishedName" }
    # Read as the directory has it: signed.
    $signed = [System.BitConverter]::ToInt32([System.BitConverter]::GetBytes([uint32]$gpo.VersionNumber), 0)
    [pscustomobject]@{
        DistinguishedName = $gpo.Dn
        DisplayName = $gpo.Name
        FileSystemPath = $gpo.Folder
        VersionNumber = [long]$signed
        MachineExtensionNames = $gpo.ExtensionNames
    }
}
Mock -ModuleName DirSync Set-GroupPolicyObject { Set-GpoStandIn $machine $DistinguishedName $VersionNumber $MachineExtensionNames }
