function ConvertFrom-DirSyncSid {
    # DOMAIN\name of a SID; the SID itself where no account answers to it.
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Sid
    )

    try {
        [System.Security.Principal.SecurityIdentifier]::new($Sid).Translate([System.Security.Principal.NTAccount]).Value
    }
    catch [System.Security.Principal.IdentityNotMappedException] {
        $Sid
    }
}
