function Test-LocalAccount {
    <#
    .SYNOPSIS
    Whether an account is one of this machine alone. A domain controller has none.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Sid
    )

    $name = ConvertFrom-DirSyncSid -Sid $Sid
    ($name -split '\\')[0] -eq (Get-ComputerRole).Name -and $name -match '\\'
}
