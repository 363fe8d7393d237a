function ConvertTo-ProblemRecord {
    <#
    .SYNOPSIS
    Makes one error record of what a document says went wrong. Its id is the first problem's code; all of them are in the message, the
    recommendation, and Exception.Data['Problems'].
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Document,
        [Parameter(Mandatory)] [string] $Command
    )

    $errors = @($Document.problems | Where-Object { $_.severity -eq 'error' })
    $category = Get-ExitCodeCategory -ExitCode $Document.exitCode
    if ($errors.Count -eq 0) {
        $fault = @{
            Id = 'CoreExitCode{0}' -f $Document.exitCode
            Category = $category
            Target = $Command
            Seen = $Text.CoreExitCode -f $Command, $Document.exitCode, (Get-ExitCodeMeaning -ExitCode $Document.exitCode)
            Remedy = $Text.CoreExitCodeRemedy
        }
        return New-DirSyncErrorRecord @fault
    }
    $target = if ([string]::IsNullOrEmpty($errors[0].object)) { $Command } else { $errors[0].object }
    $messages = foreach ($problem in $errors) { Format-Problem -Problem $problem }
    $fault = @{
        Id = $errors[0].code
        Category = $category
        Target = $target
        Seen = $messages -join "`n"
        Remedy = @($errors.remedy | Select-Object -Unique) -join "`n"
    }
    $record = New-DirSyncErrorRecord @fault
    $record.Exception.Data['Problems'] = $errors
    $record
}
