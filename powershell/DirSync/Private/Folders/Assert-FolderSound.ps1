function Assert-FolderSound {
    <#
    .SYNOPSIS
    Refuses a folder that others own or can write, or that is a link.
    .PARAMETER Made
    It was made just now: what is read back of it is not what it was made with.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [string[]] $Writer = @(),
        [switch] $Inheriting,
        [switch] $Made
    )

    $faults = @(Get-UnsoundFolder -Path $Path -Writer $Writer -Inheriting:$Inheriting)
    if ($faults.Count -eq 0) {
        return
    }
    $fault = @{
        Id = 'FolderUnsound'
        Category = 'SecurityError'
        Target = $Path
        Seen = $faults -join ' '
        Remedy = $Text.FolderUnsoundRemedy -f $Path
    }
    if ($Made) {
        $fault['Id'] = 'FolderNotAsMade'
        $fault['Seen'] = $Text.FolderNotAsMade -f $Path, ($faults -join ' ')
        $fault['Remedy'] = $Text.FolderNotAsMadeRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
