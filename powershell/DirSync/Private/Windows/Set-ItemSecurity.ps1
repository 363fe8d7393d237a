function Set-ItemSecurity {
    <#
    .SYNOPSIS
    Puts owner and access list on a file or folder that is there; what is inside inherits it anew.
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
    $security.SetSecurityDescriptorSddlForm($Sddl)
    $item = if ($isFolder) { [System.IO.DirectoryInfo]::new($Path) } else { [System.IO.FileInfo]::new($Path) }
    if ($PSVersionTable.PSEdition -eq 'Core') {
        [System.IO.FileSystemAclExtensions]::SetAccessControl($item, $security)
    }
    else {
        $item.SetAccessControl($security)
    }
}
