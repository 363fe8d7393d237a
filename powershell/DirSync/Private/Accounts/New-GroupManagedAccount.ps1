function New-GroupManagedAccount {
    <#
    .SYNOPSIS
    Makes a group managed service account, lets machines fetch its password, and proves that this one can. One that is there is taken as it
    is: it has no password that could be lost.
    .PARAMETER Computer
    The machines that may use it; this one unless told.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType('DirSync.Account')]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [string] $Description,
        [AllowNull()] [AllowEmptyString()] [string] $Path,
        [Parameter(Mandatory)] [string[]] $Computer,
        [Parameter(Mandatory)] [hashtable] $Connection,
        [Parameter(Mandatory)] [psobject] $Domain,
        [switch] $CreateKdsRootKey
    )

    $full = $Domain.NetBIOSName + '\' + $Name + '$'
    $search = @{ Filter = "SamAccountName -eq '$Name$'" }
    $account = @(Get-ADServiceAccount @search @Connection)
    $created = $false
    if ($account.Count -eq 0) {
        Assert-KdsRootKey -Account $full -Domain $Domain -Create:$CreateKdsRootKey
        if (-not $PSCmdlet.ShouldProcess($full, ($Text.AccountCreateManaged -f ($Computer -join ', ')))) {
            return
        }
        $managed = @{
            Name = $Name
            DNSHostName = $Name + '.' + $Domain.DNSRoot
            Description = $Description
            PrincipalsAllowedToRetrieveManagedPassword = @($Computer | ForEach-Object { $_.TrimEnd('$') + '$' })
            Enabled = $true
            PassThru = $true
        }
        if (-not [string]::IsNullOrEmpty($Path)) {
            $managed['Path'] = $Path
        }
        try {
            $account = @(New-ADServiceAccount @managed @Connection -Confirm:$false)
        }
        catch {
            throw (New-AccountFailureRecord -Id 'AccountManagedNotCreated' -Account $full -Detail $_.Exception.Message -Cause $_.Exception)
        }
        $created = $true
    }

    $sid = "$($account[0].SID)"
    $used = [System.Environment]::MachineName -in @($Computer | ForEach-Object { $_.TrimEnd('$') })
    if ($used -and ($created -or $PSCmdlet.ShouldProcess($full, $Text.AccountInstallManaged))) {
        try {
            Install-ADServiceAccount -Identity $Name -Confirm:$false
            Assert-ManagedAccountUsable -Name $Name -Sid $sid -New:$created
        }
        catch {
            $cause = $_
            if ($created) {
                Remove-ADServiceAccount -Identity $Name @Connection -Confirm:$false
            }
            if ($cause.Exception -is [System.InvalidOperationException] -and $cause.FullyQualifiedErrorId -like 'Account*') {
                throw $cause
            }
            throw (New-AccountFailureRecord -Id 'AccountManagedNotUsable' -Account $full -Detail $cause.Exception.Message -Cause $cause.Exception)
        }
    }
    New-AccountObject -Name $full -Sid $sid -Purpose 'Task' -Type 'GroupManaged' -Created $created -DistinguishedName $account[0].DistinguishedName
}
