function Set-PolicyUserRight {
    <#
    .SYNOPSIS
    Adds an account to, or takes it from, a user right's list in a GPO, on the PDC emulator, and reads back file, object and effect.
    .PARAMETER Policy
    The winning GPO (State Gpo), or that none defines the right (Local): then the row's.
    .PARAMETER DefineList
    All holders, for a GPO that does not define the right yet.
    .OUTPUTS
    Changed; GpoId; Backup (the template as it was before); Effective (whether this machine has it in force already).
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [string] $Sid,
        [Parameter(Mandatory)] [ValidateSet('Add', 'Remove')] [string] $Operation,
        [Parameter(Mandatory)] [pscustomobject] $Row,
        [Parameter(Mandatory)] [pscustomobject] $Policy,
        [AllowEmptyCollection()] [string[]] $DefineList = @()
    )

    $account = ConvertFrom-DirSyncSid -Sid $Sid
    $gpo = Open-PolicyTemplate -Row $Row -Policy $Policy -Account $account
    $edit = @{ Gpo = $gpo; Right = $Right; Sid = $Sid }
    if ($Operation -eq 'Add') {
        $after = Add-PolicyHolder @edit -DefineList $DefineList
    }
    else {
        $after = Remove-PolicyHolder @edit
    }

    $result = [pscustomobject]@{ Changed = $false; GpoId = $gpo.Id; Backup = $null; Effective = $false }
    $before = $gpo.Template.Content
    if ($after -cne $before) {
        $difference = (Compare-TemplateText -Before $before -After $after) -join "`n"
        $deed = $Text.PolicyChange -f $gpo.Name, $gpo.Id, $gpo.Server, $difference
        if (-not $PSCmdlet.ShouldProcess($deed, ($Text.PolicyChangeQuestion -f $deed), $Text.PolicyCaption)) {
            return $result
        }
        $result.Backup = Backup-PolicyTemplate -Gpo $gpo
        Write-PolicyTemplate -Gpo $gpo -Content $after
        $result.Changed = $true
    }
    elseif ($Operation -eq 'Remove' -or -not $PSCmdlet.ShouldProcess($env:COMPUTERNAME, $Text.PolicyRefresh)) {
        return $result
    }

    Invoke-GroupPolicyUpdate > $null
    $held = $Sid -in @(Get-AccountRightHolder -Right $Right)
    $result.Effective = $held -eq ($Operation -eq 'Add')
    if (-not $result.Effective) {
        Write-Warning -Message ($Text.PolicyNotYetInForce -f $gpo.Name, $gpo.Server, $account)
    }
    $result
}
