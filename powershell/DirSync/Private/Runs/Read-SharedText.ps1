function Read-SharedText {
    <#
    .SYNOPSIS
    The text of a UTF-8 file that a run may be writing, renaming or removing meanwhile.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    $share = [System.IO.FileShare] 'ReadWrite, Delete'
    $stream = [System.IO.FileStream]::new($Path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, $share)
    $reader = [System.IO.StreamReader]::new($stream, [System.Text.Encoding]::UTF8)
    try {
        $reader.ReadToEnd()
    }
    finally {
        $reader.Dispose()
    }
}
