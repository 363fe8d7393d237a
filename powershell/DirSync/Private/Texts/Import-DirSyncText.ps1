function Import-DirSyncText {
    <#
    .SYNOPSIS
    Reads every string table into one: English, with the session's language on top where there is one. Nothing but Japanese is there yet.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param (
        [Parameter(Mandatory)] [string] $ModuleFolder
    )

    $merged = @{}
    $languages = @('en-US')
    if ((Get-DirSyncLanguage) -eq 'ja') {
        $languages += 'ja-JP'
    }
    foreach ($language in $languages) {
        $tables = Get-ChildItem -LiteralPath (Join-Path $ModuleFolder $language) -Filter 'Strings.*.psd1' -File
        foreach ($table in $tables) {
            $texts = Import-PowerShellDataFile -LiteralPath $table.FullName
            foreach ($key in $texts.Keys) {
                $merged[$key] = $texts[$key]
            }
        }
    }
    $merged
}
