function ConvertTo-SecretObject {
    <#
    .SYNOPSIS
    What is known of a stored secret. Never its value.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Secret')]
    param (
        [Parameter(Mandatory, ValueFromPipeline)] [pscustomobject] $Secret
    )

    process {
        [pscustomobject]@{
            PSTypeName = 'DirSync.Secret'
            Name = $Secret.name
            Domain = $Secret.domain
            Present = $Secret.present
            Source = $Secret.source
            Expires = ConvertTo-LocalTime -Time $Secret.expires
        }
    }
}
