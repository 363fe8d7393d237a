Set-StrictMode -Version Latest
# A .NET or COM call that fails would otherwise end one statement alone, and the function would go on.
$ErrorActionPreference = 'Stop'

foreach ($folder in 'Private', 'Public') {
    $files = Get-ChildItem -LiteralPath (Join-Path $PSScriptRoot $folder) -Filter '*.ps1' -Recurse -File
    foreach ($file in $files) {
        . $file.FullName
    }
}

Assert-FullLanguageHost
$script:Text = Import-DirSyncText -ModuleFolder $PSScriptRoot
Register-DirSyncCompleter

$manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'DirSync.psd1')
Export-ModuleMember -Function $manifest.FunctionsToExport
