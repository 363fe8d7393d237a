function New-RandomPassword {
    <#
    .SYNOPSIS
    A password of 64 random characters, all four kinds among them, that exists as a SecureString only.
    .NOTES
    About 400 bits. Without the characters that some tool's quoting would trip over, should it ever be typed.
    #>
    [CmdletBinding()]
    [OutputType([securestring])]
    param (
        [ValidateRange(14, 127)] [int] $Length = 64
    )

    $kinds = @('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz', '0123456789', '!#()*+-./:=?@[]_{}~')
    $alphabet = (-join $kinds).ToCharArray()
    # A byte above the greatest multiple of the alphabet's size would favour its first characters.
    $limit = 256 - 256 % $alphabet.Length
    $source = [System.Security.Cryptography.RandomNumberGenerator]::Create()
    $characters = [char[]]::new($Length)
    $byte = [byte[]]::new(1)
    try {
        do {
            for ($index = 0; $index -lt $Length; $index++) {
                do {
                    $source.GetBytes($byte)
                } while ($byte[0] -ge $limit)
                $characters[$index] = $alphabet[$byte[0] % $alphabet.Length]
            }
            $absent = @($kinds | Where-Object { $kind = $_.ToCharArray(); @($characters | Where-Object { $_ -cin $kind }).Count -eq 0 })
        } while ($absent.Count -gt 0)
        $password = [securestring]::new()
        foreach ($character in $characters) {
            $password.AppendChar($character)
        }
        $password.MakeReadOnly()
        $password
    }
    finally {
        [System.Array]::Clear($characters, 0, $characters.Length)
        $source.Dispose()
    }
}
