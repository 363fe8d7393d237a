function Assert-KdsRootKey {
    <#
    .SYNOPSIS
    Refuses to make a managed account before the forest has a key of which its passwords are derived: a KDS root key that took effect ten hours
    ago at least, so that every domain controller has it.
    .PARAMETER Create
    Makes the key where there is none. It is one for the whole forest.
    .NOTES
    https://learn.microsoft.com/windows-server/identity/ad-ds/manage/group-managed-service-accounts/group-managed-service-accounts/create-the-key-distribution-services-kds-root-key
    Only domain administrators see the keys: to anyone else there seem to be none, which proves nothing. The directory refuses then by itself.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param (
        [Parameter(Mandatory)] [string] $Account,
        [Parameter(Mandatory)] [psobject] $Domain,
        [switch] $Create
    )

    if ($null -eq (Get-Command -Name 'Get-KdsRootKey' -ErrorAction Ignore)) {
        return
    }
    $keys = @(Get-KdsRootKey)
    $now = [datetime]::UtcNow
    $good = @($keys | ForEach-Object { ([datetime]$_.EffectiveTime).ToUniversalTime().AddHours(10) } | Sort-Object)
    if ($good.Count -eq 0 -and -not (Test-DomainAdministrator -DomainSid "$($Domain.DomainSID)")) {
        return
    }
    if ($good.Count -eq 0 -and $Create -and $PSCmdlet.ShouldProcess($Domain.Forest, $Text.AccountCreateKdsRootKey)) {
        Add-KdsRootKey -EffectiveImmediately > $null
        $good = @($now.AddHours(10))
    }
    if ($good.Count -eq 0) {
        throw (New-AccountFailureRecord -Id 'AccountNoKdsRootKey' -Account $Account -Detail $Domain.Forest -Category 'ObjectNotFound')
    }
    if ($good[0] -gt $now) {
        $when = $good[0].ToLocalTime().ToString('g', [System.Globalization.CultureInfo]::CurrentCulture)
        throw (New-AccountFailureRecord -Id 'AccountKdsRootKeyTooNew' -Account $Account -Detail $when -Category 'ResourceUnavailable')
    }
}
