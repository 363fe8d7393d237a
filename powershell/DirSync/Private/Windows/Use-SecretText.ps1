function Use-SecretText {
    <#
    .SYNOPSIS
    Gives a secret as text to one call, and clears it after: COM takes nothing else.
    .NOTES
    The text is pinned before it is filled, so that no copy of it is left behind by the garbage collector.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [securestring] $Secret,
        [Parameter(Mandatory)] [scriptblock] $Call,
        [Parameter(Mandatory)] [hashtable] $With
    )

    $plain = [string]::new([char] 0, $Secret.Length)
    $pinned = [System.Runtime.InteropServices.GCHandle]::Alloc($plain, [System.Runtime.InteropServices.GCHandleType]::Pinned)
    $source = [System.Runtime.InteropServices.Marshal]::SecureStringToGlobalAllocUnicode($Secret)
    try {
        for ($index = 0; $index -lt $Secret.Length; $index++) {
            $unit = [System.Runtime.InteropServices.Marshal]::ReadInt16($source, 2 * $index)
            [System.Runtime.InteropServices.Marshal]::WriteInt16($pinned.AddrOfPinnedObject(), 2 * $index, $unit)
        }
        & $Call $plain @With
    }
    finally {
        [System.Runtime.InteropServices.Marshal]::ZeroFreeGlobalAllocUnicode($source)
        for ($index = 0; $index -lt $plain.Length; $index++) {
            [System.Runtime.InteropServices.Marshal]::WriteInt16($pinned.AddrOfPinnedObject(), 2 * $index, [int16] 0)
        }
        $pinned.Free()
    }
}
