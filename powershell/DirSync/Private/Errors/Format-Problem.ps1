function Format-Problem {
    <#
    .SYNOPSIS
    A problem in one line: of a configuration file with its place, as editors take it.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Problem
    )

    $line = $Problem.PSObject.Properties['line']
    if ($null -eq $line) {
        return $Problem.message
    }
    '{0}:{1}:{2}: {3}' -f $Problem.file, $Problem.line, $Problem.column, $Problem.message
}
