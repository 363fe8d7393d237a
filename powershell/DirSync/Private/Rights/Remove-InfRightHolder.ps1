function Remove-InfRightHolder {
    <#
    .SYNOPSIS
    The text of a security template with holders taken from a user right; all else stays letter for letter. A list that becomes empty stays
    defined: it is then nobody's.
    .PARAMETER Holder
    As the template writes them: *S-1-... or a name.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Template,
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [string[]] $Holder
    )

    $line = Get-InfRightLine -Template $Template -Right $Right
    if ($line.Index -lt 0) {
        return $Template
    }
    $all = @($line.Value -split ',')
    $kept = @($all | Where-Object { $_.Trim() -notin $Holder })
    if ($kept.Count -eq $all.Count) {
        return $Template
    }
    $line.Lines[$line.Index] = $line.Before + ($kept -join ',').TrimStart() + $line.After
    -join $line.Lines
}
