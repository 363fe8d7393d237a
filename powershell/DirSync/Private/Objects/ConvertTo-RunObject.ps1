function ConvertTo-RunObject {
    <#
    .SYNOPSIS
    A run of the past, as status and history tell of it.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Run')]
    param (
        [Parameter(Mandatory, ValueFromPipeline)] [pscustomobject] $Run
    )

    process {
        $started = ConvertTo-LocalTime -Time $Run.startedAt
        $finished = ConvertTo-LocalTime -Time $Run.finishedAt
        [pscustomobject]@{
            PSTypeName = 'DirSync.Run'
            RunId = $Run.runId
            Mode = $Run.mode
            StartedAt = $started
            FinishedAt = $finished
            Duration = if ($null -eq $finished) { $null } else { $finished - $started }
            ExitCode = $Run.exitCode
            Result = if ($null -eq $Run.exitCode) { $Text.CoreRunUnfinished } else { Get-ExitCodeMeaning -ExitCode $Run.exitCode }
            Counts = $Run.counts
        }
    }
}
