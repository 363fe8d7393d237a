function Assert-ManagedAccountUsable {
    <#
    .SYNOPSIS
    Refuses a group managed service account that no task could run as: one in Protected Users cannot log on, and this machine must be allowed
    to fetch its password.
    .PARAMETER Name
    Its name without the $.
    .PARAMETER New
    It was made just now: it is in no group yet, and another domain controller may not know it.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [string] $Sid,
        [switch] $New
    )

    # Protected Users has the same number in every domain.
    $domain = $Sid -replace '-\d+$', ''
    if (-not $New -and "$domain-525" -in @(Get-AccountGroupSid -Sid $Sid)) {
        throw (New-AccountFailureRecord -Id 'AccountInProtectedUsers' -Account "$Name$" -Category 'SecurityError')
    }
    if (-not (Test-ADServiceAccount -Identity $Name -WarningAction SilentlyContinue)) {
        throw (New-AccountFailureRecord -Id 'AccountPasswordNotAllowed' -Account "$Name$" -Detail ([System.Environment]::MachineName) -Category 'PermissionDenied')
    }
}
