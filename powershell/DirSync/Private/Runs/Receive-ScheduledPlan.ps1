function Receive-ScheduledPlan {
    <#
    .SYNOPSIS
    What the task Plan left: the plan, or as an error what kept it from being made.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Plan')]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Started,
        [Parameter(Mandatory)] [int] $Code
    )

    $folder = Join-Path (Get-DirSyncLayout).DataFolder 'plans'
    $found = Find-NewestDocument -Folder $folder -Command 'plan' -Since $Started.StartedAt
    if ($null -eq $found) {
        throw (New-TaskResultRecord -Name $Started.Name -Code $Code)
    }
    Write-ProblemWarning -Document $found.Document
    # All done; some objects would fail; something would be held: there is a plan.
    if ($found.Document.exitCode -notin 0, 3, 4) {
        throw (ConvertTo-ProblemRecord -Document $found.Document -Command "\DirSync\$($Started.Name)")
    }
    ConvertTo-PlanObject -Document $found.Document -Path $found.Path
}
