function Write-StandardInput {
    <#
    .SYNOPSIS
    Writes bytes to a program's standard input. A program that ended without reading them says why by itself.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Diagnostics.Process] $Process,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [byte[]] $Byte
    )

    $stream = $Process.StandardInput.BaseStream
    try {
        $stream.Write($Byte, 0, $Byte.Length)
        $stream.Flush()
    }
    catch [System.IO.IOException] {
        Write-Verbose -Message $_.Exception.Message
    }
}
