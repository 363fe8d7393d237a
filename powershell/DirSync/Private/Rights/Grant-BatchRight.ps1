function Grant-BatchRight {
    <#
    .SYNOPSIS
    Sees to it that an account may log on as a batch job on this machine, with the smallest change that lasts.
    .PARAMETER Mode
    Auto: nothing where it may already, else the local policy unless a GPO defines the right (then refused, with its name). Local, Policy: there.
    Skip: nothing at all.
    .PARAMETER DefineList
    All holders, should the right be defined in a GPO that does not define it yet.
    .OUTPUTS
    What install.json keeps: granted, by (none, local, policy), gpo (its id); and alreadyHeld, through (the group's name), backup (of the GPO's
    template), effective (whether it is in force here already).
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Sid,
        [Parameter(Mandatory)] [ValidateSet('Auto', 'Local', 'Policy', 'Skip')] [string] $Mode,
        [AllowEmptyCollection()] [string[]] $DefineList = @()
    )

    $given = [pscustomobject]@{
        granted = $false
        by = 'none'
        gpo = $null
        alreadyHeld = $false
        through = $null
        backup = $null
        effective = $false
    }
    if ($Mode -eq 'Skip') {
        return $given
    }
    $right = Test-BatchRight -Sid $Sid
    Assert-BatchRightOfUse -BatchRight $right
    if ($right.Held) {
        $given.alreadyHeld = $true
        $given.through = $right.Through
        $given.effective = $true
        return $given
    }

    $row = Get-PreparationRow -DomainRole (Get-ComputerRole).DomainRole
    $policy = Get-UserRightPolicy -Right 'SeBatchLogonRight' -Row $row
    if ((Resolve-BatchRightMode -Mode $Mode -Row $row -Policy $policy -Account $right.Account) -eq 'Local') {
        $given.granted = Set-LocalUserRight -Right 'SeBatchLogonRight' -Sid $Sid -Operation 'Add'
        $given.effective = $given.granted
        if ($given.granted) {
            $given.by = 'local'
        }
        return $given
    }

    $change = Set-PolicyUserRight -Right 'SeBatchLogonRight' -Sid $Sid -Operation 'Add' -Row $row -Policy $policy -DefineList $DefineList
    $given.granted = $change.Changed
    $given.effective = $change.Effective
    $given.backup = $change.Backup
    if ($given.granted) {
        $given.by = 'policy'
        $given.gpo = $change.GpoId
    }
    $given
}
