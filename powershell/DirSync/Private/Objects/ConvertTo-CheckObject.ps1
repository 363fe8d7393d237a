function ConvertTo-CheckObject {
    <#
    .SYNOPSIS
    One check of the preflight, with the account and the host that it was made by.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Check')]
    param (
        [Parameter(Mandatory, ValueFromPipeline)] [pscustomobject] $Check,
        [Parameter(Mandatory)] [pscustomobject] $Document
    )

    process {
        [pscustomobject]@{
            PSTypeName = 'DirSync.Check'
            Status = $Check.status
            Area = $Check.area
            Id = $Check.id
            Object = $Check.object
            Seen = $Check.seen
            Expected = $Check.expected
            Remedy = $Check.remedy
            Account = $Document.account
            ComputerName = $Document.host
        }
    }
}
