function Get-FolderSecurity {
    <#
    .SYNOPSIS
    Who owns a file or folder and who may do what with it.
    .OUTPUTS
    Path, Exists, IsFolder, Reparse (a link or junction), Owner (SID), Protected (nothing is inherited), Entries (Sid, Mask, Allow, InheritOnly),
    Sddl, UnixMode. Elsewhere than on Windows root is Administrators, and a user or group the SID that Samba gives it (S-1-22-1-UID, S-1-22-2-GID).
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    $found = [pscustomobject]@{
        Path = $Path
        Exists = $false
        IsFolder = $false
        Reparse = $false
        Owner = $null
        Protected = $false
        Entries = @()
        Sddl = $null
        UnixMode = $null
    }
    try {
        $attributes = [System.IO.File]::GetAttributes($Path)
    }
    catch [System.IO.FileNotFoundException] {
        return $found
    }
    catch [System.IO.DirectoryNotFoundException] {
        return $found
    }
    $found.Exists = $true
    $found.IsFolder = [bool] ($attributes -band [System.IO.FileAttributes]::Directory)
    $found.Reparse = [bool] ($attributes -band [System.IO.FileAttributes]::ReparsePoint)
    if (Test-WindowsHost) {
        $sections = [System.Security.AccessControl.AccessControlSections] 'Owner, Access'
        $security = if ($found.IsFolder) {
            [System.Security.AccessControl.DirectorySecurity]::new($Path, $sections)
        }
        else {
            [System.Security.AccessControl.FileSecurity]::new($Path, $sections)
        }
        $asSid = [System.Security.Principal.SecurityIdentifier]
        $found.Owner = $security.GetOwner($asSid).Value
        $found.Protected = $security.AreAccessRulesProtected
        $found.Sddl = $security.GetSecurityDescriptorSddlForm($sections)
        $found.Entries = @(foreach ($rule in $security.GetAccessRules($true, $true, $asSid)) {
                [pscustomobject]@{
                    Sid = $rule.IdentityReference.Value
                    Mask = [int] $rule.FileSystemRights
                    Allow = "$($rule.AccessControlType)" -eq 'Allow'
                    InheritOnly = [bool] ($rule.PropagationFlags -band [System.Security.AccessControl.PropagationFlags]::InheritOnly)
                }
            })
        return $found
    }
    $asked = Start-NativeProgram -Path 'stat' -Argument '-c', '%u %g %a', $Path
    $user, $group, $mode = $asked.Output.Trim() -split ' '
    $bits = [System.Convert]::ToInt32($mode, 8)
    $found.UnixMode = $mode
    $found.Protected = $true
    $found.Owner = if ($user -eq '0') { 'S-1-5-32-544' } else { "S-1-22-1-$user" }
    $classes = @(
        @{ Sid = $found.Owner; Bits = $bits -shr 6 }
        @{ Sid = "S-1-22-2-$group"; Bits = $bits -shr 3 }
        @{ Sid = 'S-1-1-0'; Bits = $bits }
    )
    $found.Entries = @(foreach ($class in $classes) {
            $mask = 0
            if ($class.Bits -band 4) {
                $mask = $mask -bor 0x120089
            }
            if ($class.Bits -band 2) {
                $mask = $mask -bor 0x120116
            }
            if ($mask -ne 0) {
                [pscustomobject]@{ Sid = $class.Sid; Mask = $mask; Allow = $true; InheritOnly = $false }
            }
        })
    $found
}
