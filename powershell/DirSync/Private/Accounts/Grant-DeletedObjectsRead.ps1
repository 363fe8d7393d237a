function Grant-DeletedObjectsRead {
    <#
    .SYNOPSIS
    Lets an account see the domain's deleted objects, as dsacls does with /takeownership and /G account:LCRP, and reads it back.
    .OUTPUTS
    Whether the account sees them now.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Account,
        [Parameter(Mandatory)] [psobject] $Domain,
        [Parameter(Mandatory)] [string] $Server,
        [AllowNull()] [pscredential] $Credential
    )

    $place = @{ Server = $Server; DomainDn = $Domain.DistinguishedName; Credential = $Credential }
    $before = Get-DeletedObjectsSddl @place
    if ($before -and (Add-SddlReader -Sddl $before -Sid $Account.Sid) -ceq $before) {
        return $true
    }
    $deed = if ($before) { $Text.AccountDelegate } else { $Text.AccountDelegateWithOwner }
    if (-not $PSCmdlet.ShouldProcess("CN=Deleted Objects,$($Domain.DistinguishedName)", ($deed -f $Account.Name))) {
        return $false
    }
    $cause = $null
    $after = $null
    try {
        if (-not $before) {
            # Nobody but SYSTEM may read the list as Windows makes it. Domain Admins may take the ownership, and an owner reads and writes it.
            Set-DeletedObjectsSddl @place -Part 'Owner' -Sddl "O:$($Domain.DomainSID)-512"
            $before = Get-DeletedObjectsSddl @place
        }
        if ($before) {
            Set-DeletedObjectsSddl @place -Part 'Dacl' -Sddl (Add-SddlReader -Sddl $before -Sid $Account.Sid)
            $after = Get-DeletedObjectsSddl @place
        }
    }
    catch {
        $cause = $_.Exception
    }
    if ($null -eq $cause -and $after -and (Add-SddlReader -Sddl $after -Sid $Account.Sid) -ceq $after) {
        return $true
    }
    $detail = if ($null -ne $cause) { $cause.Message } else { $Text.AccountReadBackDiffers }
    throw (New-AccountFailureRecord -Id 'AccountNotDelegated' -Account $Account.Name -Detail $detail -Cause $cause -Category 'PermissionDenied')
}
