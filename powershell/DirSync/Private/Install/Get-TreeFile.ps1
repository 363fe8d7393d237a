function Get-TreeFile {
    # The files of a folder: those of these names, and all in folders of these names; without names, all. As paths from the folder.
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $Folder,
        [AllowNull()] [string[]] $Name
    )

    if ($null -eq $Name) {
        $Name = @([System.IO.Directory]::GetFileSystemEntries($Folder) | ForEach-Object { [System.IO.Path]::GetFileName($_) })
    }
    foreach ($each in $Name) {
        $path = Join-Path $Folder $each
        if ([System.IO.File]::Exists($path)) {
            $each
        }
        elseif ([System.IO.Directory]::Exists($path)) {
            foreach ($inner in Get-TreeFile -Folder $path -Name $null) {
                Join-Path $each $inner
            }
        }
    }
}
