function New-SoundFolder {
    <#
    .SYNOPSIS
    Makes a folder with its access list, and refuses it when it is not so afterwards.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Sddl,
        [string] $UnixMode = '0700',
        [string[]] $Writer = @(),
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $parent = Split-Path -Path $Path -Parent
    if (-not [System.IO.Directory]::Exists($parent)) {
        New-SoundFolder -Path $parent -Sddl (Get-DirSyncSddl -Kind 'Program') -UnixMode '0755' -Undo $Undo
    }
    Add-FolderUndo -Undo $Undo -Path $Path
    New-ProtectedFolder -Path $Path -Sddl $Sddl -UnixMode $UnixMode
    Assert-FolderSound -Path $Path -Writer $Writer -Made
}
