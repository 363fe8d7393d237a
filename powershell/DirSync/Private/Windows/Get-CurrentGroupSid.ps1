function Get-CurrentGroupSid {
    # The SIDs of the groups in this session's token.
    [CmdletBinding()]
    [OutputType([string[]])]
    param ()

    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    try {
        $identity.Groups | ForEach-Object { $_.Value }
    }
    finally {
        $identity.Dispose()
    }
}
