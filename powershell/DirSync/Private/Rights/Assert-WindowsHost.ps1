function Assert-WindowsHost {
    <#
    .SYNOPSIS
    Refuses what only Windows has: user rights, its accounts, group policy.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Cmdlet
    )

    if (Test-WindowsHost) {
        return
    }
    $fault = @{
        Id = 'RightsWindowsOnly'
        Category = 'NotImplemented'
        Target = $Cmdlet
        Seen = $Text.RightsWindowsOnly -f $Cmdlet
        Remedy = $Text.RightsWindowsOnlyRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
