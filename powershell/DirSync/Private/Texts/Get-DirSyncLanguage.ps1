function Get-DirSyncLanguage {
    <#
    .SYNOPSIS
    The language of this session, as the executable takes it: en or ja.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    if ([System.Globalization.CultureInfo]::CurrentUICulture.TwoLetterISOLanguageName -eq 'ja') {
        return 'ja'
    }
    'en'
}
