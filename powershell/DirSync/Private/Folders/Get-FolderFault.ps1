function Get-FolderFault {
    <#
    .SYNOPSIS
    Why a file or folder can't be trusted, in words: a link, another's, or one that others can write. Nothing: it can.
    .PARAMETER Security
    As Get-FolderSecurity has it.
    .PARAMETER Writer
    SIDs that may write besides SYSTEM, Administrators and TrustedInstaller.
    .PARAMETER Owner
    SIDs that may own it besides those.
    .PARAMETER Inheriting
    It may inherit from the folder above.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Security,
        [string[]] $Writer = @(),
        [string[]] $Owner = @(),
        [switch] $Inheriting
    )

    if ($Security.Reparse) {
        return $Text.FolderIsLink -f $Security.Path
    }
    $trusted = @('S-1-5-18', 'S-1-5-32-544', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464')
    if ($Security.Owner -notin ($trusted + $Owner)) {
        $Text.FolderOwnedBy -f $Security.Path, (Get-OwnerName -Sid $Security.Owner)
    }
    if (-not $Security.Protected -and -not $Inheriting) {
        $Text.FolderInherits -f $Security.Path
    }
    # winnt.h: what lets somebody change a file or folder, its place, or who may; the generic rights that include it.
    $write = 0x2 -bor 0x4 -bor 0x10 -bor 0x40 -bor 0x100 -bor 0x10000 -bor 0x40000 -bor 0x80000 -bor 0x10000000 -bor 0x40000000
    # CREATOR OWNER and OWNER RIGHTS are whoever makes or owns something there, who is judged by himself.
    $nobody = @('S-1-3-0', 'S-1-3-4')
    $others = @($Security.Entries |
            Where-Object { $_.Allow -and ($_.Mask -band $write) -ne 0 -and $_.Sid -notin ($trusted + $Writer + $Owner + $nobody) } |
            ForEach-Object -MemberName 'Sid' |
            Select-Object -Unique)
    foreach ($sid in $others) {
        $Text.FolderWritableBy -f $Security.Path, (Get-OwnerName -Sid $sid)
    }
}
