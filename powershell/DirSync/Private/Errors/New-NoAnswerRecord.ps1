function New-NoAnswerRecord {
    <#
    .SYNOPSIS
    The error record of a program that ended without the document that was expected of it.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [string] $Program,
        [Parameter(Mandatory)] [string[]] $Argument,
        [Parameter(Mandatory)] [pscustomobject] $Run
    )

    $said = @("$($Run.Errors)`n$($Run.Output)" -split '\r?\n' | Where-Object { $_.Trim() -ne '' })
    $last = if ($said.Count -gt 0) { $said[-1] } else { '-' }
    $fault = @{
        Id = 'CoreNoAnswer'
        Category = 'InvalidResult'
        Target = $Program
        Seen = $Text.CoreNoAnswer -f $Program, "$Argument", $Run.ExitCode, $last
        Remedy = $Text.CoreNoAnswerRemedy
    }
    New-DirSyncErrorRecord @fault
}
