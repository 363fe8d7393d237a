function ConvertTo-QuarantineObject {
    <#
    .SYNOPSIS
    An object that is left out for the time being, with when it is tried again.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Quarantine')]
    param (
        [Parameter(Mandatory, ValueFromPipeline)] [pscustomobject] $Quarantined
    )

    process {
        [pscustomobject]@{
            PSTypeName = 'DirSync.Quarantine'
            Kind = $Quarantined.kind
            Name = $Quarantined.name
            Code = $Quarantined.code
            Since = ConvertTo-LocalTime -Time $Quarantined.since
            RetryAt = ConvertTo-LocalTime -Time $Quarantined.retryAt
            Dn = $Quarantined.dn
            Anchor = $Quarantined.anchor
        }
    }
}
