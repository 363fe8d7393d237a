function Install-Tree {
    <#
    .SYNOPSIS
    Puts files of a folder at their place, all of them or none: copied beside it first, then renamed. What was there is kept beside it, as .old,
    until the caller is done.
    .OUTPUTS
    The path of what is to be removed then; nothing where there was nothing.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Source,
        [Parameter(Mandatory)] [string[]] $File,
        [Parameter(Mandatory)] [string] $Destination,
        [Parameter(Mandatory)] [string] $Sddl,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $new = "$Destination.new"
    $old = "$Destination.old"
    # Of a call that was killed.
    Remove-Folder -Path $new
    if (Test-PathTaken -Path $Destination) {
        Remove-Folder -Path $old
    }
    New-SoundFolder -Path $new -Sddl $Sddl -UnixMode '0755' -Undo $Undo
    foreach ($name in $File) {
        $target = Join-Path $new $name
        $null = [System.IO.Directory]::CreateDirectory((Split-Path -Path $target -Parent))
        [System.IO.File]::Copy((Join-Path $Source $name), $target)
        # A read-only file could not be removed later.
        [System.IO.File]::SetAttributes($target, [System.IO.FileAttributes]::Normal)
        Remove-WebMark -Path $target
    }
    $replaces = Test-PathTaken -Path $Destination
    Add-Undo -Undo $Undo -What $Destination -With @{ Destination = $Destination; New = $new; Old = $old } -Action {
        param ($Destination, $New, $Old)
        if (-not (Test-PathTaken -Path $New)) {
            Move-Folder -Path $Destination -Destination $New
        }
        if (Test-PathTaken -Path $Old) {
            Move-Folder -Path $Old -Destination $Destination
        }
    }
    if ($replaces) {
        Move-Folder -Path $Destination -Destination $old
    }
    Move-Folder -Path $new -Destination $Destination
    if ($replaces) {
        $old
    }
}
