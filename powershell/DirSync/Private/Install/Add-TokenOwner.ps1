function Add-TokenOwner {
    <#
    .SYNOPSIS
    A configuration's text with iid.scim.token_owner, all else of it as it was: a pure function over the text.
    .PARAMETER Entry
    What the executable says of this text: where each value stands.
    .OUTPUTS
    The text; null where no place for the key was found.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Yaml,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Entry,
        [Parameter(Mandatory)] [string] $Owner
    )

    # Each with its own end: a file may have both kinds.
    $lines = [System.Collections.Generic.List[string]]::new()
    foreach ($match in [regex]::Matches($Yaml, '[^\n]*\n|[^\n]+$')) {
        $lines.Add($match.Value)
    }
    $scalar = "'" + $Owner.Replace("'", "''") + "'"
    $placed = @($Entry | Where-Object { $_.key -like 'iid.scim.*' -and $_.origin -ne 'default' })
    $present = @($placed | Where-Object { $_.key -eq 'iid.scim.token_owner' })
    if ($present.Count -gt 0) {
        $line, $column = $present[0].origin -split ':'
        $before = $lines[[int] $line - 1].Substring(0, [int] $column - 1)
        $rest = $lines[[int] $line - 1].Substring([int] $column - 1)
        # A quoted scalar, or a plain one, which a comment or the end of a flow mapping ends.
        $after = [regex]::new('^(?:''(?:[^'']|'''')*''|"(?:[^"\\]|\\.)*"|[^''",}][^,}]*?)(?=\s+#|\s*[,}]|\s*$)').Replace($rest, '', 1)
        $lines[[int] $line - 1] = $before + $scalar + $after
        return -join $lines
    }
    $first = @($placed | ForEach-Object { [int] ($_.origin -split ':')[0] } | Sort-Object)
    for ($index = if ($first.Count -gt 0) { $first[0] - 1 } else { -1 }; $index -ge 0; $index--) {
        $scim = [regex]::Match($lines[$index], '^([^\S\n]+)scim\s*:[^\S\r\n]*(#[^\r\n]*)?(\r?\n)$')
        if (-not $scim.Success) {
            continue
        }
        # As deep as the first key below it.
        for ($below = $index + 1; $below -lt $lines.Count; $below++) {
            $key = [regex]::Match($lines[$below], '^([^\S\r\n]+)[^\s#]')
            if ($key.Success -and $key.Groups[1].Length -gt $scim.Groups[1].Length) {
                $lines.Insert($index + 1, $key.Groups[1].Value + 'token_owner: ' + $scalar + $scim.Groups[3].Value)
                return -join $lines
            }
        }
    }
}
