function Assert-DomainAdministrator {
    <#
    .SYNOPSIS
    Refuses to edit a domain's group policy without being one of its administrators.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Master
    )

    if (Test-DomainAdministrator -DomainSid $Master.DomainSid) {
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
