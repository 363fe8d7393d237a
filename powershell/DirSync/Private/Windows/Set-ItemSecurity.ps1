function Set-ItemSecurity {
    <#
    .SYNOPSIS
    Puts owner and access list on a file or folder that is there; what is inside inherits it anew.
    .PARAMETER Sddl
    Without D: the owner alone, the access list stays.
    .PARAMETER UnixMode
    What it is elsewhere than on Windows; empty leaves it.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Sddl,
        [AllowEmptyString()] [string] $UnixMode
    )

    if (-not (Test-WindowsHost)) {
        if ($UnixMode -ne '') {
            $null = Start-NativeProgram -Path 'chmod' -Argument $UnixMode, '--', $Path
        }
        return
    }
    $isFolder = [System.IO.Directory]::Exists($Path)
    $security = if ($isFolder) {
        [System.Security.AccessControl.DirectorySecurity]::new()
    }
    else {
        [System.Security.AccessControl.FileSecurity]::new()
    }
    # Said what is set: else the audit list is written too, which takes a privilege.
    $sections = if ($Sddl -match 'D:') { 'Owner, Access' } else { 'Owner' }
    $security.SetSecurityDescriptorSddlForm($Sddl, [System.Security.AccessControl.AccessControlSections] $sections)
    $item = if ($isFolder) { [System.IO.DirectoryInfo]::new($Path) } else { [System.IO.FileInfo]::new($Path) }
    if ($PSVersionTable.PSEdition -eq 'Core') {
        [System.IO.FileSystemAclExtensions]::SetAccessControl($item, $security)
    }
    else {
        $item.SetAccessControl($security)
    }
}
