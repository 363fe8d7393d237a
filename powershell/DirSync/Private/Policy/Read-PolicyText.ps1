function Read-PolicyText {
    <#
    .SYNOPSIS
    Reads a policy file (GptTmpl.inf, gpt.ini, what secedit exports) so that it can be written back byte for byte.
    .OUTPUTS
    Content, and Encoding with Preamble as Write-PolicyText wants them. Without a byte order mark the bytes are taken as they are, one
    character each: what an ANSI file says in any code page survives.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    $bytes = [System.IO.File]::ReadAllBytes($Path)
    $encoding = [System.Text.Encoding]::GetEncoding(28591)
    $preamble = 0
    if ($bytes.Length -ge 2 -and $bytes[0] -eq 0xFF -and $bytes[1] -eq 0xFE) {
        $encoding = [System.Text.UnicodeEncoding]::new($false, $true)
        $preamble = 2
    }
    elseif ($bytes.Length -ge 3 -and $bytes[0] -eq 0xEF -and $bytes[1] -eq 0xBB -and $bytes[2] -eq 0xBF) {
        $encoding = [System.Text.UTF8Encoding]::new($true)
        $preamble = 3
    }
    [pscustomobject]@{
        Content = $encoding.GetString($bytes, $preamble, $bytes.Length - $preamble)
        Encoding = $encoding
        Preamble = $preamble -gt 0
    }
}
