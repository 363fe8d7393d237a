function Copy-Record {
    # A record of its own with the same content.
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Record
    )

    ConvertFrom-DirSyncJson -Json (ConvertTo-Json -InputObject $Record -Depth 5)
}
