function ConvertTo-NativeArgument {
    <#
    .SYNOPSIS
    Makes one command line of arguments, so that the program finds each of them as it was: CommandLineToArgvW's rules.
    .NOTES
    https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments. ProcessStartInfo.ArgumentList, which does this, is absent
    in Windows PowerShell.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Argument
    )

    $quoted = foreach ($each in $Argument) {
        if ($each -ne '' -and $each -notmatch '[\s"]') {
            $each
            continue
        }
        # Backslashes count only before a quote: there, and before the closing one, each is doubled.
        $inner = $each -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1'
        '"' + $inner + '"'
    }
    $quoted -join ' '
}
