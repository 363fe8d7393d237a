function Set-InstallRecord {
    # Writes install.json, whole or not at all; as it was when the record says the same.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $DataFolder,
        [Parameter(Mandatory)] [pscustomobject] $Record,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $path = Join-Path $DataFolder 'install.json'
    $json = (ConvertTo-Json -InputObject $Record -Depth 5) + "`n"
    $bytes = [System.Text.UTF8Encoding]::new($false).GetBytes($json)
    Set-FileContent -Path $path -Byte $bytes -Undo $Undo
}
