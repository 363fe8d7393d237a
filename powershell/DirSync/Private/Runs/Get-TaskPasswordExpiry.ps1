function Get-TaskPasswordExpiry {
    <#
    .SYNOPSIS
    When the password of the task's account expires; null for a group managed account, and where it can't be told.
    #>
    [CmdletBinding()]
    [OutputType([datetime])]
    param (
        [AllowNull()] [pscustomobject] $Installation
    )

    if ($null -eq $Installation -or $null -eq $Installation.account -or $Installation.account.kind -ne 'password') {
        return $null
    }
    try {
        Get-AccountPasswordExpiry -Sid $Installation.account.sid -Name $Installation.account.name
    }
    catch {
        $cause = $_.Exception.GetBaseException()
        Write-Verbose -Message $cause.Message
    }
}
