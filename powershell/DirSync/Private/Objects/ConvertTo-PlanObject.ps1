function ConvertTo-PlanObject {
    <#
    .SYNOPSIS
    A plan of a dry run, as its document tells of it. Id is that of its held entries; null where nothing would be held.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Plan')]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Document,
        [AllowNull()] [AllowEmptyString()] [string] $Path
    )

    [pscustomobject]@{
        PSTypeName = 'DirSync.Plan'
        Id = $Document.heldId
        PlanId = $Document.planId
        State = 'Planned'
        MadeAt = ConvertTo-LocalTime -Time $Document.startedAt
        Expires = $null
        Counts = $Document.counts
        Operations = @($Document.operations | ConvertTo-OperationObject)
        OperationsTotal = $Document.operationsTotal
        Guards = @($Document.guards)
        Path = $Path
    }
}
