function Complete-DirectoryAccount {
    <#
    .SYNOPSIS
    Gives a new account that reads the directory the sight of deleted objects, when asked for, and proves what it sees, where config.yml names it.
    .NOTES
    The account is made by then, and its password is known to nobody but the caller: what fails from here on is a warning, not the loss of both.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Account,
        [Parameter(Mandatory)] [psobject] $Domain,
        [switch] $GrantDeletedObjects,
        [AllowNull()] [pscredential] $Credential
    )

    $Account.Next = $Text.AccountNextDirectory -f $Account.DistinguishedName, $Domain.DistinguishedName, $Account.Name
    try {
        if ($GrantDeletedObjects) {
            $Account.SeesDeletedObjects = Grant-DeletedObjectsRead -Account $Account -Domain $Domain -Server $Domain.PDCEmulator -Credential $Credential
        }
        $Account.Checks = @(Test-DirectoryVisibility -Account $Account -Domain $Domain)
    }
    catch {
        $remedy = if ($null -ne $_.ErrorDetails) { $_.ErrorDetails.RecommendedAction } else { '' }
        Write-Warning -Message ('{0} {1}' -f $_.Exception.Message, $remedy).TrimEnd()
        return
    }
    if ($Account.Checks.Count -eq 0) {
        return
    }
    $seen = @($Account.Checks | Where-Object { $_.Id -eq 'directory.deleted' -and $_.Status -eq 'pass' })
    $Account.SeesDeletedObjects = $seen.Count -gt 0
    $bad = @($Account.Checks | Where-Object { $_.Status -eq 'fail' })
    $Account.Next = if ($bad.Count -gt 0) { $Text.AccountNextChecks -f ($bad.Id -join ', ') } else { $null }
}
