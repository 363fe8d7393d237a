function Test-PathTaken {
    # Whether there is anything at this path, a link that leads nowhere included (Test-Path follows it).
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    (Get-FolderSecurity -Path $Path).Exists
}
