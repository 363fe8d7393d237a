function New-AccountObject {
    <#
    .SYNOPSIS
    What New-DirSyncAccount gives of an account. The password is in the credential, and nowhere else.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Account')]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [string] $Sid,
        [Parameter(Mandatory)] [string] $Purpose,
        [Parameter(Mandatory)] [string] $Type,
        [Parameter(Mandatory)] [bool] $Created,
        [AllowNull()] [AllowEmptyString()] [string] $DistinguishedName,
        [AllowNull()] [securestring] $Password
    )

    [pscustomobject]@{
        PSTypeName = 'DirSync.Account'
        Name = $Name
        Sid = $Sid
        Purpose = $Purpose
        Type = $Type
        Created = $Created
        DistinguishedName = $DistinguishedName
        Credential = if ($null -ne $Password) { [pscredential]::new($Name, $Password) } else { $null }
        SeesDeletedObjects = $null
        Checks = @()
        Next = $null
    }
}
