function New-ProtectedFolder {
    <#
    .SYNOPSIS
    Makes a folder that has its owner and access list from its first moment on: %ProgramData% lets Users make folders, and what lies open for an
    instant can be taken over in it.
    .PARAMETER Sddl
    Owner and access list.
    .PARAMETER UnixMode
    What it is elsewhere than on Windows.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Sddl,
        [Parameter(Mandatory)] [string] $UnixMode
    )

    if (-not (Test-WindowsHost)) {
        $made = Start-NativeProgram -Path 'mkdir' -Argument '-m', $UnixMode, '--', $Path
        if ($made.ExitCode -ne 0) {
            throw [System.IO.IOException]::new($made.Errors.Trim())
        }
        return
    }
    $security = [System.Security.AccessControl.DirectorySecurity]::new()
    $security.SetSecurityDescriptorSddlForm($Sddl, [System.Security.AccessControl.AccessControlSections] 'Owner, Access')
    if ($PSVersionTable.PSEdition -eq 'Core') {
        $null = [System.IO.FileSystemAclExtensions]::CreateDirectory($security, $Path)
    }
    else {
        $null = [System.IO.Directory]::CreateDirectory($Path, $security)
    }
}
