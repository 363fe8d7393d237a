function New-LocalTaskAccount {
    <#
    .SYNOPSIS
    Makes the local user that runs the tasks: in no group of its own, with a password that nobody has seen and that never expires.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType('DirSync.Account')]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [string] $Description
    )

    $full = [System.Environment]::MachineName + '\' + $Name
    if ($null -ne (Get-LocalAccount -Name $Name)) {
        throw (New-AccountFailureRecord -Id 'AccountExists' -Account $full -Category 'ResourceExists')
    }
    if (-not $PSCmdlet.ShouldProcess($full, $Text.AccountCreateLocal)) {
        return
    }
    $password = New-RandomPassword
    $cause = $null
    try {
        New-LocalAccount -Name $Name -Password $password -Description $Description
        $made = Get-LocalAccount -Name $Name
        $sid = ConvertTo-DirSyncSid -Account $full
        # Never expires, and is not disabled (UF_ACCOUNTDISABLE).
        if ($null -ne $made -and $sid -and ($made.UserFlags -band 0x10000) -ne 0 -and ($made.UserFlags -band 0x2) -eq 0) {
            return New-AccountObject -Name $full -Sid $sid -Purpose 'Task' -Type 'Local' -Created $true -Password $password
        }
    }
    catch {
        $cause = $_.Exception
    }
    if ($null -ne (Get-LocalAccount -Name $Name)) {
        Remove-LocalAccount -Name $Name
    }
    $detail = if ($null -ne $cause) { $cause.Message } else { $Text.AccountReadBackDiffers }
    throw (New-AccountFailureRecord -Id 'AccountNotCreated' -Account $full -Detail $detail -Cause $cause)
}
