function Test-DomainAdministrator {
    <#
    .SYNOPSIS
    Whether this session is a domain administrator's: of Domain Admins there, or of Enterprise Admins, whose SID has the root domain's number.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $DomainSid
    )

    $groups = @(Get-CurrentGroupSid)
    $groups -contains "$DomainSid-512" -or @($groups -match '^S-1-5-21-.*-519$').Count -gt 0
}
