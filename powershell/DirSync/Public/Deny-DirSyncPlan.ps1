function Deny-DirSyncPlan {
    <#
    .SYNOPSIS
    Leaves undone what a run held back.
    .DESCRIPTION
    Rejects exactly the entries that were held. Each of them is left undone, and no longer asked about, until it is approved after all or
    the directory no longer leads to it.
    .PARAMETER Id
    The id of what is held, or of the whole plan, as Get-DirSyncPlan and Get-DirSyncStatus show it. Of several, one after the other.
    .EXAMPLE
    Get-DirSyncPlan | Deny-DirSyncPlan

    Rejects all that is held.
    .INPUTS
    DirSync.Plan, DirSync.Status
    .OUTPUTS
    DirSync.Decision
    .LINK
    Get-DirSyncPlan
    .LINK
    Approve-DirSyncPlan
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
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
                if (-not [string]::IsNullOrEmpty($each) -and $PSCmdlet.ShouldProcess($each, $Text.CoreDenyAction)) {
                    Submit-PlanDecision -Command 'reject' -Id $each
                }
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
