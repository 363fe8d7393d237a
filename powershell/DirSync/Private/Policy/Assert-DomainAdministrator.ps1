function Assert-DomainAdministrator {
    <#
    .SYNOPSIS
    Refuses to edit a domain's group policy without being one of its administrators.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Master
    )

    # Domain Admins of this domain, or Enterprise Admins, whose SID has the root domain's number.
    $groups = @(Get-CurrentGroupSid)
    if ($groups -contains "$($Master.DomainSid)-512" -or @($groups -match '^S-1-5-21-.*-519$').Count -gt 0) {
        return
    }
    $fault = @{
        Id = 'PolicyNeedsDomainAdministrator'
        Category = 'PermissionDenied'
        Target = $Master.Domain
        Seen = $Text.PolicyNeedsDomainAdministrator -f $Master.Domain
        Remedy = $Text.PolicyNeedsDomainAdministratorRemedy -f $Master.Domain
    }
    throw (New-DirSyncErrorRecord @fault)
}
