function Resolve-BatchRightAccount {
    <#
    .SYNOPSIS
    The SID of the account that a cmdlet was given; without one, of the account that the tasks run as.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [AllowNull()] [AllowEmptyString()] [string] $Account,
        [AllowNull()] [pscustomobject] $Record
    )

    if (-not [string]::IsNullOrEmpty($Account)) {
        $sid = ConvertTo-DirSyncSid -Account $Account
        if (-not $sid) {
            throw (New-UnknownAccountRecord -Account $Account)
        }
        return $sid
    }
    if ($null -ne $Record) {
        return $Record.Sid
    }
    $fault = @{
        Id = 'RightsNoAccount'
        Category = 'ObjectNotFound'
        Target = (Get-DirSyncLayout).DataFolder
        Seen = $Text.RightsNoAccount -f (Get-DirSyncLayout).DataFolder
        Remedy = $Text.RightsNoAccountRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
