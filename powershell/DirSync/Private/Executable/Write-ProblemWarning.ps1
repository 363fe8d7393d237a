function Write-ProblemWarning {
    <#
    .SYNOPSIS
    Writes the warnings that a document names, each with its remedy.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Document
    )

    foreach ($problem in @($Document.problems)) {
        if ($problem.severity -eq 'warning') {
            Write-Warning -Message ('{0} {1}' -f $problem.message, $problem.remedy)
        }
    }
}
