function Get-InstallSource {
    <#
    .SYNOPSIS
    Where this module lies, and what is installed from there: the unpacked archive has the program beside the module's folder.
    .OUTPUTS
    ModuleFolder, Version, ProgramFolder (null: there is no program beside the module; it is the installed one, or a copy of it).
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param ()

    $module = Split-Path -Path (Split-Path -Path $PSScriptRoot -Parent) -Parent
    $manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $module 'DirSync.psd1')
    $beside = Split-Path -Path $module -Parent
    $program = Join-Path $beside (Get-ProgramFileName)[0]
    [pscustomobject]@{
        ModuleFolder = $module
        Version = $manifest.ModuleVersion
        ProgramFolder = if ([System.IO.File]::Exists($program)) { $beside } else { $null }
    }
}
