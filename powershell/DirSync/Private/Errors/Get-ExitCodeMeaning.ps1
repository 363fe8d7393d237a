function Get-ExitCodeMeaning {
    <#
    .SYNOPSIS
    An exit code of the executable in words.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $ExitCode
    )

    $key = "CoreExit$ExitCode"
    if ($null -ne $ExitCode -and $Text.ContainsKey($key)) {
        return $Text[$key]
    }
    $Text.CoreExitUnknown -f $ExitCode
}
