function Assert-RightsHost {
    <#
    .SYNOPSIS
    Refuses to go on where there are no Windows user rights, or no administrator's session to read them in.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Cmdlet
    )

    if (-not (Test-WindowsHost)) {
        $fault = @{
            Id = 'RightsWindowsOnly'
            Category = 'NotImplemented'
            Target = $Cmdlet
            Seen = $Text.RightsWindowsOnly -f $Cmdlet
            Remedy = $Text.RightsWindowsOnlyRemedy
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    Assert-Elevated -Cmdlet $Cmdlet
}
