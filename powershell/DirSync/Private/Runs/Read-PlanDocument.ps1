function Read-PlanDocument {
    <#
    .SYNOPSIS
    The document of a plan in a file, with its first 1,000 operations; null where the file holds none.
    .NOTES
    A plan of a hundred thousand operations is a file of hundreds of megabytes, more than Windows PowerShell reads as JSON. The executable
    writes an operation a line, then its entries, then the rest: only what is shown is parsed. Any other document is read as a whole.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    $mostOperations = 1000
    $endOfOperations = '],"entries":['
    $endOfEntries = '],"truncated":'
    $share = [System.IO.FileShare] 'ReadWrite, Delete'
    $stream = [System.IO.FileStream]::new($Path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, $share)
    $reader = [System.IO.StreamReader]::new($stream, [System.Text.Encoding]::UTF8)
    try {
        $line = $reader.ReadLine()
        if ($line -ne '{"operations":[') {
            return ConvertFrom-DirSyncJson -Json ("$line`n" + $reader.ReadToEnd())
        }
        $operations = [System.Collections.Generic.List[string]]::new()
        $end = -1
        while ($end -lt 0 -and $null -ne ($line = $reader.ReadLine())) {
            # Within a text of JSON a quote has a backslash before it: the end can't be one.
            $end = $line.IndexOf($endOfOperations, [System.StringComparison]::Ordinal)
            if ($operations.Count -lt $mostOperations) {
                $operation = if ($end -lt 0) { $line.TrimEnd(',') } else { $line.Substring(0, $end) }
                $operations.Add($operation)
            }
        }
        while ($null -ne $line) {
            $rest = $line.IndexOf($endOfEntries, [System.StringComparison]::Ordinal)
            if ($rest -ge 0) {
                $json = '{"operations":[' + ($operations -join ',') + '],' + $line.Substring($rest + 2)
                return ConvertFrom-DirSyncJson -Json $json
            }
            $line = $reader.ReadLine()
        }
    }
    finally {
        $reader.Dispose()
    }
}
