function Get-OwnerName {
    # Who a SID is, for people to read; the SID itself where this system has no such names.
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Sid
    )

    try {
        ConvertFrom-DirSyncSid -Sid $Sid
    }
    catch [System.PlatformNotSupportedException] {
        $Sid
    }
}
