function Copy-ConfigFile {
    <#
    .SYNOPSIS
    The certificates that a configuration names by relative paths come along: such paths count from its folder.
    .OUTPUTS
    What was done, in words.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $From,
        [Parameter(Mandatory)] [string] $To,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Entry,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    foreach ($each in $Entry) {
        $name = "$($each.value)"
        if ($each.key -notlike '*.ca_file' -or [System.IO.Path]::IsPathRooted($name) -or $name -match '(^|[\\/])\.\.([\\/]|$)') {
            continue
        }
        $source = Join-Path $From $name
        $target = Join-Path $To $name
        if ([System.IO.File]::Exists($source) -and -not [System.IO.File]::Exists($target)) {
            $parent = Split-Path -Path $target -Parent
            Add-FolderUndo -Undo $Undo -Path $parent
            $null = [System.IO.Directory]::CreateDirectory($parent)
            Add-FileUndo -Undo $Undo -Path $target
            [System.IO.File]::Copy($source, $target)
            Remove-WebMark -Path $target
            $Text.InstallConfigTaken -f $target, $source
        }
    }
}
