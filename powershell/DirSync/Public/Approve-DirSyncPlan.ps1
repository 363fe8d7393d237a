function Approve-DirSyncPlan {
    <#
    .SYNOPSIS
    Lets the next runs do what a run held back.
    .DESCRIPTION
    Approves exactly the entries that were held, no others, for seven days. Nothing is done at once: the next scheduled run does it, or
    Start-DirSync. A plan can be approved while a run goes on.
    .PARAMETER Id
    The id of what is held, or of the whole plan, as Get-DirSyncPlan and Get-DirSyncStatus show it. Of several, one after the other.
    .EXAMPLE
    Get-DirSyncPlan | Approve-DirSyncPlan
    Start-DirSync -Wait

    Approves what is held after a look at it, and has it done now.
    .EXAMPLE
    Approve-DirSyncPlan -Id 5f1c0a9be2d4 -Confirm:$false

    Approves without a question, as a script would.
    .INPUTS
    DirSync.Plan, DirSync.Status
    .OUTPUTS
    DirSync.Decision
    .LINK
    Get-DirSyncPlan
    .LINK
    Deny-DirSyncPlan
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    [OutputType('DirSync.Decision')]
    param (
        [Parameter(Mandatory, Position = 0, ValueFromPipelineByPropertyName)]
        [Alias('HeldId')]
        [AllowNull()]
        [AllowEmptyCollection()]
        [string[]] $Id
    )

    process {
        try {
            foreach ($each in $Id) {
                if (-not [string]::IsNullOrEmpty($each) -and $PSCmdlet.ShouldProcess($each, $Text.CoreApproveAction)) {
                    Submit-PlanDecision -Command 'approve' -Id $each
                }
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
