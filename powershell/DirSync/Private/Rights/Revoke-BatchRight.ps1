function Revoke-BatchRight {
    <#
    .SYNOPSIS
    Takes back what Grant-BatchRight gave: from the list that it was added to, and from no other.
    .PARAMETER By
    local or policy, as Grant-BatchRight said.
    .PARAMETER Gpo
    The id of the GPO, as Grant-BatchRight said.
    .OUTPUTS
    revoked (whether the list was changed), and stillHeld with through: a group may give the right as well.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Sid,
        [Parameter(Mandatory)] [ValidateSet('local', 'policy')] [string] $By,
        [AllowNull()] [AllowEmptyString()] [string] $Gpo
    )

    $row = Get-PreparationRow -DomainRole (Get-ComputerRole).DomainRole
    $policy = Get-UserRightPolicy -Right 'SeBatchLogonRight' -Row $row
    $revoked = $false
    if ($By -eq 'policy') {
        $granted = [pscustomobject]@{ State = 'Gpo'; Id = $Gpo; Name = $Gpo; DistinguishedName = $null }
        $change = Set-PolicyUserRight -Right 'SeBatchLogonRight' -Sid $Sid -Operation 'Remove' -Row $row -Policy $granted
        $revoked = $change.Changed
    }
    elseif ($policy.State -eq 'Gpo' -or $row.Kind -eq 'DomainController') {
        # That GPO's list is in force instead of the local one, which cannot be seen, let alone proven, behind it. And a server that has become
        # a domain controller since has no local policy of its own.
        $deciding = if ($policy.State -eq 'Gpo') { $policy.Name } else { $row.Name }
        Write-Warning -Message ($Text.RightsLocalListReplaced -f (ConvertFrom-DirSyncSid -Sid $Sid), $deciding)
    }
    else {
        $revoked = Set-LocalUserRight -Right 'SeBatchLogonRight' -Sid $Sid -Operation 'Remove'
    }
    $holders = @(Get-AccountRightHolder -Right 'SeBatchLogonRight')
    $holder = Find-RightHolder -Sid $Sid -Group @(Get-RemainingGroup -Sid $Sid) -Holder $holders
    [pscustomobject]@{
        revoked = $revoked
        stillHeld = [bool]$holder
        through = if ($holder -and $holder -ne $Sid) { ConvertFrom-DirSyncSid -Sid $holder } else { $null }
    }
}
