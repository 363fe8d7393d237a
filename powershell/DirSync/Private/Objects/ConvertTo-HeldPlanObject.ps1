function ConvertTo-HeldPlanObject {
    <#
    .SYNOPSIS
    A plan of which a run held entries back, as status tells of it; with its operations where they were asked for.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Plan')]
    param (
        [Parameter(Mandatory, ValueFromPipeline)] [pscustomobject] $Held
    )

    process {
        $operations = @()
        if ($null -ne $Held.PSObject.Properties['operations']) {
            $operations = @($Held.operations | ConvertTo-OperationObject)
        }
        $state = 'Held'
        if ($Held.approved) {
            $state = 'Approved'
        }
        elseif ($Held.rejected) {
            $state = 'Rejected'
        }
        [pscustomobject]@{
            PSTypeName = 'DirSync.Plan'
            Id = $Held.heldId
            PlanId = $Held.planId
            State = $state
            MadeAt = ConvertTo-LocalTime -Time $Held.since
            Expires = ConvertTo-LocalTime -Time $Held.expires
            Counts = $Held.counts
            Operations = $operations
            OperationsTotal = $operations.Count
            Guards = @()
            Path = $null
        }
    }
}
