function Set-LocalRightList {
    <#
    .SYNOPSIS
    Applies a template of one user right to the local policy.
    .OUTPUTS
    secedit's exit code, for a message: it proves nothing.
    #>
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [string] $Template,
        [Parameter(Mandatory)] [string] $Folder
    )

    $name = [guid]::NewGuid().ToString('N')
    $configuration = Join-Path $Folder "$name.inf"
    $database = Join-Path $Folder "$name.sdb"
    $log = Join-Path $Folder "$name.log"
    [System.IO.File]::WriteAllBytes($configuration, (ConvertTo-PolicyByte -Content $Template))
    Invoke-Secedit -Argument @('/configure', '/db', $database, '/cfg', $configuration, '/areas', 'USER_RIGHTS', '/log', $log, '/quiet')
}
