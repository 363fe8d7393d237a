function Resolve-DefineList {
    <#
    .SYNOPSIS
    The SIDs of -DefineList. It must be there, each of its names must be known, and nobody who holds the right on this machine now may be
    missing: defining the right would take it from him.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $DefineList,
        [Parameter(Mandatory)] [pscustomobject] $Gpo,
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [string] $Account
    )

    $now = @(Get-AccountRightHolder -Right $Right)
    $named = @($now | ForEach-Object { ConvertFrom-DirSyncSid -Sid $_ })
    if ($DefineList.Count -eq 0) {
        $fault = @{
            Id = 'PolicyRightUndefined'
            Category = 'PermissionDenied'
            Target = $Gpo.Name
            Seen = $Text.PolicyRightUndefined -f $Gpo.Name, $Right
            Remedy = $Text.PolicyRightUndefinedRemedy -f ($named -join ', '), $Account
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    $sids = foreach ($name in $DefineList) {
        $sid = ConvertTo-DirSyncSid -Account $name.TrimStart('*')
        if (-not $sid) {
            throw (New-UnknownAccountRecord -Account $name)
        }
        $sid
    }
    $missing = @($now | Where-Object { $_ -notin @($sids) })
    if ($missing.Count -gt 0) {
        $names = @($missing | ForEach-Object { '{0} ({1})' -f (ConvertFrom-DirSyncSid -Sid $_), $_ }) -join ', '
        $fault = @{
            Id = 'PolicyDefineListIncomplete'
            Category = 'InvalidArgument'
            Target = $Gpo.Name
            Seen = $Text.PolicyDefineListIncomplete -f $Right, $names
            Remedy = $Text.PolicyDefineListIncompleteRemedy -f $names
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    $sids
}
