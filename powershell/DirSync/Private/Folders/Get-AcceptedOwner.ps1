function Get-AcceptedOwner {
    <#
    .SYNOPSIS
    The account of this session, where the system keeps neither the owner nor the protection that a folder is made with (Wine); else nobody.
    .NOTES
    A folder in question is looked at first: the trial folder is made only where this very account owns it.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Security
    )

    if ($Security.Owner -ne (Get-CurrentSid)) {
        return
    }
    $trial = Join-Path (Split-Path -Path $Security.Path -Parent) ('DirSync-' + [guid]::NewGuid().ToString('N'))
    New-ProtectedFolder -Path $trial -Sddl (Get-DirSyncSddl -Kind 'Data') -UnixMode '0700'
    try {
        $kept = Get-FolderSecurity -Path $trial
    }
    finally {
        [System.IO.Directory]::Delete($trial)
    }
    if ($kept.Owner -eq $Security.Owner) {
        $Security.Owner
    }
}
