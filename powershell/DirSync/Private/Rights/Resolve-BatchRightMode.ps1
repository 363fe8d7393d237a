function Resolve-BatchRightMode {
    <#
    .SYNOPSIS
    Where the right is to be given: Local or Policy. Refuses what would not last, what would reach further than was asked for, and what is
    not known.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [ValidateSet('Auto', 'Local', 'Policy')] [string] $Mode,
        [Parameter(Mandatory)] [pscustomobject] $Row,
        [Parameter(Mandatory)] [pscustomobject] $Policy,
        [Parameter(Mandatory)] [string] $Account
    )

    $id = $null
    if ($Mode -eq 'Policy') {
        if ($Row.Kind -eq 'Standalone') {
            $id = 'RightsNoDomain'
        }
        elseif ($Policy.State -eq 'Unknown') {
            $id = 'RightsPolicyUnknown'
        }
    }
    elseif ($Mode -eq 'Local' -and $Row.Kind -eq 'DomainController') {
        $id = 'RightsLocalOnController'
    }
    elseif ($Policy.State -eq 'Gpo') {
        $id = 'RightsDefinedByPolicy'
    }
    elseif ($Mode -eq 'Auto' -and $Policy.State -eq 'Unknown') {
        $id = 'RightsPolicyUnknown'
    }
    elseif ($Mode -eq 'Auto' -and $Row.Kind -eq 'DomainController') {
        $id = 'RightsUndefinedOnController'
    }

    if ($null -ne $id) {
        $name = if ($Policy.State -eq 'Gpo') { $Policy.Name } else { $Row.Name }
        $fault = @{
            Id = $id
            Category = 'PermissionDenied'
            Target = $Account
            Seen = $Text[$id] -f $Account, $name
            Remedy = $Text["${id}Remedy"] -f $Account, $name
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    if ($Mode -eq 'Policy') {
        return 'Policy'
    }
    if ($Policy.State -eq 'Unknown') {
        Write-Warning -Message ($Text.RightsLocalMayNotLast -f $Account)
    }
    'Local'
}
