function ConvertTo-SecretByte {
    <#
    .SYNOPSIS
    The UTF-8 bytes of a secret, without a byte order mark. Whoever asks for them clears them after use.
    #>
    [CmdletBinding()]
    [OutputType([byte[]])]
    param (
        [Parameter(Mandatory)] [securestring] $Secret
    )

    $pointer = [System.Runtime.InteropServices.Marshal]::SecureStringToGlobalAllocUnicode($Secret)
    $characters = [char[]]::new($Secret.Length)
    try {
        [System.Runtime.InteropServices.Marshal]::Copy($pointer, $characters, 0, $characters.Length)
        $bytes = [System.Text.UTF8Encoding]::new($false).GetBytes($characters)
        # The comma keeps one array of it, whatever its length.
        , $bytes
    }
    finally {
        [System.Array]::Clear($characters, 0, $characters.Length)
        [System.Runtime.InteropServices.Marshal]::ZeroFreeGlobalAllocUnicode($pointer)
    }
}
