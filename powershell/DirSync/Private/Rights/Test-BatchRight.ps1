function Test-BatchRight {
    <#
    .SYNOPSIS
    Whether an account may log on as a batch job on this machine, by what, and what keeps it from it.
    .NOTES
    Asked of LSA: what is in force, whichever policy it came from.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.BatchRight')]
    param (
        [Parameter(Mandatory)] [string] $Sid
    )

    $row = Get-PreparationRow -DomainRole (Get-ComputerRole).DomainRole
    $policy = Get-UserRightPolicy -Right 'SeBatchLogonRight' -Row $row
    $groups = @(Get-LogonGroup -Sid $Sid)
    $holder = Find-RightHolder -Sid $Sid -Group $groups -Holder @(Get-AccountRightHolder -Right 'SeBatchLogonRight')
    $denier = Find-RightHolder -Sid $Sid -Group $groups -Holder @(Get-AccountRightHolder -Right 'SeDenyBatchLogonRight')
    $name = ConvertFrom-DirSyncSid -Sid $Sid
    $forbidden = (Get-LsaSetting -Name 'DisableDomainCreds') -eq 1 -and -not (Test-ManagedAccount -Sid $Sid)

    $right = [pscustomobject]@{
        PSTypeName = 'DirSync.BatchRight'
        Account = $name
        Sid = $Sid
        Held = [bool]$holder
        Through = if ($holder -and $holder -ne $Sid) { ConvertFrom-DirSyncSid -Sid $holder } else { $null }
        Denied = [bool]$denier
        DeniedThrough = if ($denier -and $denier -ne $Sid) { ConvertFrom-DirSyncSid -Sid $denier } else { $null }
        DefinedBy = if ($policy.State -eq 'Gpo') { $policy.Name } else { $policy.State }
        GpoId = $policy.Id
        Row = $row.Name
        StorageOfPasswordsForbidden = $forbidden
        Remedy = $null
    }
    $right.Remedy = Get-BatchRightRemedy -BatchRight $right -Row $row -Policy $policy
    $right
}
