function Receive-ScheduledSync {
    <#
    .SYNOPSIS
    How the run of the task Sync ended: the run, or as an error what kept it from being done. What failed is read from the log.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Run')]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Started,
        [Parameter(Mandatory)] [int] $Code
    )

    $dataFolder = (Get-DirSyncLayout).DataFolder
    $problems = @(Get-RunProblem -DataFolder $dataFolder -Since $Started.StartedAt)
    $run = $null
    if ($Code -in 0, 3, 4) {
        $history = Invoke-DirSyncExecutable -Argument 'history', '--last', '5'
        $runs = @($history.runs | ConvertTo-RunObject)
        $run = $runs | Where-Object { $_.StartedAt.ToUniversalTime() -ge $Started.StartedAt } | Select-Object -Last 1
    }
    if ($null -eq $run) {
        if ($problems.Count -eq 0) {
            throw (New-TaskResultRecord -Name $Started.Name -Code $Code)
        }
        $document = [pscustomobject]@{ exitCode = $Code; problems = $problems }
        throw (ConvertTo-ProblemRecord -Document $document -Command "\DirSync\$($Started.Name)")
    }
    Write-ProblemWarning -Document ([pscustomobject]@{ problems = $problems })
    if ($Code -ne 0) {
        Write-Warning -Message $run.Result
    }
    Add-Member -InputObject $run -MemberType NoteProperty -Name 'Problems' -Value $problems -PassThru
}
