function ConvertTo-OperationObject {
    <#
    .SYNOPSIS
    One operation of a plan or a run.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Operation')]
    param (
        [Parameter(Mandatory, ValueFromPipeline)] [pscustomobject] $Operation
    )

    process {
        [pscustomobject]@{
            PSTypeName = 'DirSync.Operation'
            Action = $Operation.action
            Kind = $Operation.kind
            Name = $Operation.name
            Dn = $Operation.dn
            Reason = $Operation.reason.text
            ReasonCode = $Operation.reason.code
            Changes = @($Operation.changes)
            AddedMembers = @($Operation.members.add)
            RemovedMembers = @($Operation.members.remove)
            AddedMemberCount = $Operation.members.addTotal
            RemovedMemberCount = $Operation.members.removeTotal
            HeldBy = @($Operation.heldBy)
            Status = $Operation.result.status
            Error = $Operation.result.error
            Anchor = $Operation.anchor
            ExternalId = $Operation.externalId
            ScimId = $Operation.scimId
            Id = $Operation.id
        }
    }
}
