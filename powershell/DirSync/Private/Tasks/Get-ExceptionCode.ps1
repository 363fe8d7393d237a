function Get-ExceptionCode {
    # The HRESULT behind an exception: PowerShell wraps what a COM call throws, and .NET makes types of its own of some.
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [System.Exception] $Exception
    )

    $innermost = $Exception
    while ($null -ne $innermost.InnerException) {
        $innermost = $innermost.InnerException
    }
    $innermost.HResult
}
