function New-ProtectedFile {
    <#
    .SYNOPSIS
    Makes a file that has its owner and access list from its first moment on. Fails where there is one already.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Sddl,
        [Parameter(Mandatory)] [string] $UnixMode,
        [Parameter(Mandatory)] [string] $Content
    )

    $bytes = [System.Text.UTF8Encoding]::new($false).GetBytes($Content)
    $new = [System.IO.FileMode]::CreateNew
    $alone = [System.IO.FileShare]::None
    if (-not (Test-WindowsHost)) {
        $stream = [System.IO.FileStream]::new($Path, $new, [System.IO.FileAccess]::Write, $alone)
        $null = Start-NativeProgram -Path 'chmod' -Argument $UnixMode, '--', $Path
    }
    else {
        $security = [System.Security.AccessControl.FileSecurity]::new()
        $security.SetSecurityDescriptorSddlForm($Sddl, [System.Security.AccessControl.AccessControlSections] 'Owner, Access')
        $rights = [System.Security.AccessControl.FileSystemRights]::Write
        $options = [System.IO.FileOptions]::None
        $stream = if ($PSVersionTable.PSEdition -eq 'Core') {
            [System.IO.FileSystemAclExtensions]::Create([System.IO.FileInfo]::new($Path), $new, $rights, $alone, 4096, $options, $security)
        }
        else {
            [System.IO.FileStream]::new($Path, $new, $rights, $alone, 4096, $options, $security)
        }
    }
    try {
        $stream.Write($bytes, 0, $bytes.Length)
    }
    finally {
        $stream.Dispose()
    }
}
