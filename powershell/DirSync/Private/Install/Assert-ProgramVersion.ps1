function Assert-ProgramVersion {
    # Program and module speak by documents of one version.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Program,
        [Parameter(Mandatory)] [string] $Version
    )

    $found = Get-ProgramVersion -Program $Program
    if ($found -eq $Version) {
        return
    }
    $fault = @{
        Id = 'InstallVersionsDiffer'
        Category = 'InvalidData'
        Target = $Program
        Seen = $Text.InstallVersionsDiffer -f $Program, $found, $Version
        Remedy = $Text.InstallVersionsDifferRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
