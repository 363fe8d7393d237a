function Get-InfRightLine {
    <#
    .SYNOPSIS
    Finds a user right in the text of a security template: its section [Privilege Rights] and its line.
    .OUTPUTS
    Lines (each with its own line end), LineEnd, SectionEnd (index behind the section's last line with text, -1 without that section), Index
    of the right's line (-1: the template does not define the right), and of that line Before, Value and After.
    .NOTES
    MS-GPSB 2.2.1. A defined right with an empty value is held by nobody; a right without a line is not defined.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Template,
        [Parameter(Mandatory)] [string] $Right
    )

    $lines = @([regex]::Matches($Template, '[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$') | ForEach-Object { $_.Value })
    $found = [pscustomobject]@{
        Lines = $lines
        LineEnd = if ($Template -match '(\r\n|\r|\n)') { $Matches[1] } else { "`r`n" }
        SectionEnd = -1
        Index = -1
        Before = ''
        Value = ''
        After = ''
    }
    $line = '^(?<before>\s*{0}\s*=[ \t]*)(?<value>[^;\r\n]*?)(?<after>[ \t]*(?:;[^\r\n]*)?[\r\n]*)$' -f [regex]::Escape($Right)
    $inside = $false
    for ($index = 0; $index -lt $lines.Count; $index++) {
        if ($lines[$index] -match '^\s*\[(?<section>[^\]]*)\]') {
            $inside = $Matches['section'].Trim() -eq 'Privilege Rights'
        }
        if (-not $inside) {
            continue
        }
        if ($lines[$index].Trim() -ne '') {
            $found.SectionEnd = $index + 1
        }
        if ($lines[$index] -notmatch $line) {
            continue
        }
        if ($found.Index -ge 0 -or $Matches['value'].EndsWith('\')) {
            $fault = @{
                Id = 'RightsTemplateUnclear'
                Category = 'InvalidData'
                Target = $Right
                Seen = $Text.RightsTemplateUnclear -f $Right, ($index + 1), $lines[$index].Trim()
                Remedy = $Text.RightsTemplateUnclearRemedy
            }
            throw (New-DirSyncErrorRecord @fault)
        }
        $found.Index = $index
        $found.Before = $Matches['before']
        $found.Value = $Matches['value']
        $found.After = $Matches['after']
    }
    $found
}
