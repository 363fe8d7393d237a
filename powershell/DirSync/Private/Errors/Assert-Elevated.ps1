function Assert-Elevated {
    <#
    .SYNOPSIS
    Refuses what needs an elevated session. The deed, as it is written before "needs", comes from the string tables.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Cmdlet
    )

    if (Test-Elevated) {
        return
    }
    $fault = @{
        Id = 'CoreElevationNeeded'
        Category = 'PermissionDenied'
        Target = $Cmdlet
        Seen = $Text.CoreElevationNeeded -f $Cmdlet
        Remedy = $Text.CoreElevationNeededRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
