function Get-AccountPasswordExpiry {
    <#
    .SYNOPSIS
    When the password of an account expires, by the policy that applies to it: null when it never does, or when nobody can tell.
    .NOTES
    A domain's account: msDS-UserPasswordExpiryTimeComputed, which minds fine-grained policies (MS-ADTS 3.1.1.4.5.32). A local one: ADSI's
    WinNT provider, since New-LocalUser's module breaks in some versions of PowerShell 7.
    #>
    [CmdletBinding()]
    [OutputType([datetime])]
    param (
        [Parameter(Mandatory)] [string] $Sid,
        [Parameter(Mandatory)] [string] $Name
    )

    Add-Type -AssemblyName 'System.DirectoryServices'
    $authority, $login = $Name -split '\\', 2
    if ($null -ne $login -and $authority -eq [System.Environment]::MachineName) {
        $user = [System.DirectoryServices.DirectoryEntry]::new("WinNT://$authority/$login,user")
        try {
            $neverExpires = 0x10000
            if (($user.Properties['UserFlags'].Value -band $neverExpires) -ne 0) {
                return $null
            }
            $most = $user.Properties['MaxPasswordAge'].Value
            # TIMEQ_FOREVER
            if ($null -eq $most -or $most -lt 0) {
                return $null
            }
            return [datetime]::Now.AddSeconds($most - $user.Properties['PasswordAge'].Value)
        }
        finally {
            $user.Dispose()
        }
    }

    $root = [System.DirectoryServices.DirectoryEntry]::new("LDAP://<SID=$Sid>")
    $attribute = 'msDS-UserPasswordExpiryTimeComputed'
    $searcher = [System.DirectoryServices.DirectorySearcher]::new($root, '(objectClass=*)', [string[]] @($attribute), [System.DirectoryServices.SearchScope]::Base)
    try {
        $values = $searcher.FindOne().Properties[$attribute]
        # 0: must be changed at the next logon; the greatest number: never.
        if ($values.Count -eq 0 -or $values[0] -eq [long]::MaxValue) {
            return $null
        }
        [datetime]::FromFileTime($values[0])
    }
    finally {
        $searcher.Dispose()
        $root.Dispose()
    }
}
