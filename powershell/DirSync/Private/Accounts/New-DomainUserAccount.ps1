function New-DomainUserAccount {
    <#
    .SYNOPSIS
    Makes a user of the domain, for the tasks or for reading the directory: in no group but Domain Users, not to be delegated, with a password
    that nobody has seen and that never expires.
    .PARAMETER Connection
    Server and Credential for the directory's cmdlets, as far as they were given.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType('DirSync.Account')]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [string] $Description,
        [Parameter(Mandatory)] [string] $Purpose,
        [AllowNull()] [AllowEmptyString()] [string] $Path,
        [Parameter(Mandatory)] [hashtable] $Connection,
        [Parameter(Mandatory)] [psobject] $Domain
    )

    $full = $Domain.NetBIOSName + '\' + $Name
    if (@(Get-ADUser -Filter "SamAccountName -eq '$Name'" @Connection).Count -gt 0) {
        throw (New-AccountFailureRecord -Id 'AccountExists' -Account $full -Category 'ResourceExists')
    }
    if (-not $PSCmdlet.ShouldProcess($full, $Text.AccountCreateUser)) {
        return
    }
    $password = New-RandomPassword
    $user = @{
        Name = $Name
        SamAccountName = $Name
        UserPrincipalName = $Name + '@' + $Domain.DNSRoot
        Description = $Description
        AccountPassword = $password
        Enabled = $true
        PasswordNeverExpires = $true
        CannotChangePassword = $true
        AccountNotDelegated = $true
        PassThru = $true
    }
    if (-not [string]::IsNullOrEmpty($Path)) {
        $user['Path'] = $Path
    }
    $made = $null
    $cause = $null
    try {
        $made = New-ADUser @user @Connection -Confirm:$false
        $read = Get-ADUser -Identity "$($made.SID)" -Properties @('PasswordNeverExpires') @Connection
        if ($read.Enabled -and $read.PasswordNeverExpires) {
            $account = @{ Name = $full; Sid = "$($made.SID)"; DistinguishedName = $read.DistinguishedName; Password = $password }
            return New-AccountObject @account -Purpose $Purpose -Type 'User' -Created $true
        }
    }
    catch {
        $cause = $_.Exception
    }
    if ($null -ne $made) {
        Remove-ADUser -Identity "$($made.SID)" @Connection -Confirm:$false
    }
    $detail = if ($null -ne $cause) { $cause.Message } else { $Text.AccountReadBackDiffers }
    throw (New-AccountFailureRecord -Id 'AccountNotCreated' -Account $full -Detail $detail -Cause $cause)
}
