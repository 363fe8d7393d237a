function Get-HResult {
    <#
    .SYNOPSIS
    The HRESULT behind an error, as Windows' documentation writes it: 0x80070005. Of nested exceptions the innermost's.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [System.Exception] $Exception
    )

    '0x{0:X8}' -f $Exception.GetBaseException().HResult
}
