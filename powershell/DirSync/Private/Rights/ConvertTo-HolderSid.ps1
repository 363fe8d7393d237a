function ConvertTo-HolderSid {
    <#
    .SYNOPSIS
    The SID of a holder as templates write them, *S-1-... or a name; null for a name that nobody answers to.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Holder
    )

    ConvertTo-DirSyncSid -Account $Holder.TrimStart('*').Trim('"')
}
