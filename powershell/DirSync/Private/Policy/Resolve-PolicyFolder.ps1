function Resolve-PolicyFolder {
    <#
    .SYNOPSIS
    Where a GPO's files are on one domain controller: gPCFileSysPath names the domain, which any of them answers to.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $FileSystemPath,
        [Parameter(Mandatory)] [string] $Server
    )

    [regex]::Replace($FileSystemPath, '^\\\\[^\\]+\\', ('\\' + $Server + '\').Replace('$', '$$'))
}
