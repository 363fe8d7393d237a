function Get-ConfigValue {
    # One effective value; null where the key has none.
    [CmdletBinding()]
    [OutputType([object])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Entry,
        [Parameter(Mandatory)] [string] $Key
    )

    foreach ($each in $Entry) {
        if ($each.key -eq $Key) {
            return $each.value
        }
    }
}
