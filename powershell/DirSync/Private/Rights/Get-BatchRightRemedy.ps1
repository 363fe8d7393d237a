function Get-BatchRightRemedy {
    <#
    .SYNOPSIS
    What to do about each thing that keeps an account from running the tasks; null when nothing does.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $BatchRight,
        [Parameter(Mandatory)] [pscustomobject] $Row,
        [Parameter(Mandatory)] [pscustomobject] $Policy
    )

    $remedies = @()
    if ($BatchRight.Denied) {
        $denier = if ($BatchRight.DeniedThrough) { $BatchRight.DeniedThrough } else { $BatchRight.Account }
        $remedies += $Text.RightsDeniedRemedy -f $denier
    }
    if (-not $BatchRight.Held) {
        if ($Policy.State -eq 'Gpo') {
            $remedies += $Text.RightsDefinedByPolicyRemedy -f $BatchRight.Account, $Policy.Name
        }
        elseif ($Policy.State -eq 'Unknown') {
            $remedies += $Text.RightsPolicyUnknownRemedy -f $BatchRight.Account, $Row.Name
        }
        elseif ($Row.Kind -eq 'DomainController') {
            $remedies += $Text.RightsUndefinedOnControllerRemedy -f $BatchRight.Account, $Row.Name
        }
        else {
            $remedies += $Text.RightsGrantRemedy -f $BatchRight.Account
        }
    }
    if ($BatchRight.StorageOfPasswordsForbidden) {
        $remedies += $Text.RightsPasswordStorageForbiddenRemedy
    }
    if ($remedies.Count -gt 0) {
        $remedies -join ' '
    }
}
