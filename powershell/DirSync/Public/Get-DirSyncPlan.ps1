function Get-DirSyncPlan {
    <#
    .SYNOPSIS
    Shows what is held for approval; where nothing is, the newest plan of a dry run.
    .DESCRIPTION
    A guard holds operations that look like an accident: too many deletions at once, for instance. Each plan that a run held is shown with
    its entries; Approve-DirSyncPlan lets them go, Deny-DirSyncPlan leaves them undone. Where nothing is held, the newest file in the
    folder "plans" is shown, as Start-DirSync -DryRun made it. Approved and rejected plans are shown until they are done with.
    .EXAMPLE
    Get-DirSyncPlan

    What waits for you.
    .EXAMPLE
    (Get-DirSyncPlan).Operations | Format-Table Action, Name, Reason

    Each operation, and why.
    .EXAMPLE
    Get-DirSyncPlan | Approve-DirSyncPlan

    Approves all of it, after a question for each plan.
    .OUTPUTS
    DirSync.Plan
    .LINK
    Approve-DirSyncPlan
    .LINK
    Deny-DirSyncPlan
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Plan')]
    param ()

    try {
        $document = Invoke-DirSyncExecutable -Argument 'status', '--held'
        if (@($document.held).Count -gt 0) {
            $document.held | ConvertTo-HeldPlanObject
            return
        }
        $folder = Join-Path (Get-DirSyncLayout).DataFolder 'plans'
        $found = Find-NewestDocument -Folder $folder -Command 'plan'
        if ($null -eq $found) {
            Write-Verbose -Message ($Text.CoreNoPlan -f $folder)
            return
        }
        Write-ProblemWarning -Document $found.Document
        if ($found.Document.exitCode -notin 0, 3, 4) {
            throw (ConvertTo-ProblemRecord -Document $found.Document -Command $found.Path)
        }
        ConvertTo-PlanObject -Document $found.Document -Path $found.Path
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
