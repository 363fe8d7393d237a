function ConvertTo-DirSyncSid {
    # The SID of DOMAIN\name, name@domain, .\name, a name alone, or of a SID itself. Null: no account answers to it.
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Account
    )

    if ($Account -match '^S-1-\d+(-\d+)+$') {
        return $Account.ToUpperInvariant()
    }
    $name = $Account -replace '^\.\\', ([System.Environment]::MachineName + '\')
    try {
        [System.Security.Principal.NTAccount]::new($name).Translate([System.Security.Principal.SecurityIdentifier]).Value
    }
    catch [System.Security.Principal.IdentityNotMappedException] {
        $null
    }
}
