function Get-RunProblem {
    <#
    .SYNOPSIS
    What runs since a time wrote into the log about what went wrong: code, message, remedy. A run in a task has no other place to say it.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $DataFolder,
        [Parameter(Mandatory)] [datetime] $Since
    )

    $logs = Join-Path $DataFolder 'logs'
    foreach ($name in 'dirsync.1.log', 'dirsync.log') {
        $file = Join-Path $logs $name
        if (-not (Test-Path -LiteralPath $file -PathType Leaf)) {
            continue
        }
        if ((Get-Item -LiteralPath $file).LastWriteTimeUtc -lt $Since.ToUniversalTime().AddSeconds(-1)) {
            continue
        }
        foreach ($line in (Read-SharedText -Path $file) -split "`n") {
            $record = ConvertFrom-LogLine -Line $line
            if ($null -ne $record -and $record.Time -ge $Since.ToUniversalTime()) {
                $record
            }
        }
    }
}
