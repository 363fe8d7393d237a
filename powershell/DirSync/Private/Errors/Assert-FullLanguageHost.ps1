function Assert-FullLanguageHost {
    <#
    .SYNOPSIS
    Refuses to load where the module could not work: in constrained language mode, and in a 32-bit process of a 64-bit Windows, which
    sees another Program Files, System32 and registry. Before the texts are loaded, so that it speaks English alone.
    #>
    [CmdletBinding()]
    param ()

    if ("$($ExecutionContext.SessionState.LanguageMode)" -ne 'FullLanguage') {
        throw ('DirSync needs FullLanguage mode; this session is in {0} mode (AppLocker or App Control). Install the module below %ProgramFiles%\WindowsPowerShell\Modules, which default rules allow, or allow its publisher.' -f $ExecutionContext.SessionState.LanguageMode)
    }
    if ([System.Environment]::Is64BitOperatingSystem -and -not [System.Environment]::Is64BitProcess) {
        throw 'DirSync needs the 64-bit PowerShell; this is the 32-bit one, "Windows PowerShell (x86)". Open "Windows PowerShell" or "PowerShell 7 (x64)".'
    }
}
