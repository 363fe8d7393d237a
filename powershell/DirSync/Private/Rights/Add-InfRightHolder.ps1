function Add-InfRightHolder {
    <#
    .SYNOPSIS
    The text of a security template with holders added to a user right; all else stays letter for letter.
    .PARAMETER Holder
    As templates write them: *S-1-... or a name. One that the line has already is not added.
    .NOTES
    Where the template does not define the right, these become the only holders: whether that is meant, the caller decides.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Template,
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [string[]] $Holder
    )

    $line = Get-InfRightLine -Template $Template -Right $Right
    $present = @($line.Value -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ -ne '' })
    $missing = @($Holder | Where-Object { $_ -notin $present } | Select-Object -Unique)
    if ($missing.Count -eq 0) {
        return $Template
    }
    $added = $missing -join ','
    $lines = [System.Collections.Generic.List[string]]::new([string[]]$line.Lines)

    if ($line.Index -ge 0) {
        $list = if ($present.Count -gt 0) { $line.Value + ',' + $added } elseif ($line.Before.EndsWith('=')) { ' ' + $added } else { $added }
        $lines[$line.Index] = $line.Before + $list + $line.After
        return -join $lines
    }

    $new = '{0} = {1}' -f $Right, $added
    if ($line.SectionEnd -lt 0) {
        $new = '[Privilege Rights]' + $line.LineEnd + $new
        $line.SectionEnd = $lines.Count
    }
    $last = $line.SectionEnd - 1
    if ($last -ge 0 -and $lines[$last] -notmatch '[\r\n]$') {
        $lines[$last] += $line.LineEnd
    }
    $lines.Insert($line.SectionEnd, $new + $line.LineEnd)
    -join $lines
}
