function ConvertTo-PolicyByte {
    <#
    .SYNOPSIS
    The bytes of a policy file: by default a security template's, UTF-16LE with its byte order mark.
    #>
    [CmdletBinding()]
    [OutputType([byte[]])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Content,
        [System.Text.Encoding] $Encoding = [System.Text.UnicodeEncoding]::new($false, $true),
        [bool] $Preamble = $true
    )

    $body = $Encoding.GetBytes($Content)
    if ($Preamble) {
        $body = [byte[]]($Encoding.GetPreamble() + $body)
    }
    , [byte[]]$body
}
