function Get-InfRightHolder {
    <#
    .SYNOPSIS
    Who holds a user right by the text of a security template, each holder as it is written there (*S-1-... or a name).
    .OUTPUTS
    Defined: whether the template says anything of the right; Holder: those it lists.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Template,
        [Parameter(Mandatory)] [string] $Right
    )

    $line = Get-InfRightLine -Template $Template -Right $Right
    [pscustomobject]@{
        Defined = $line.Index -ge 0
        Holder = @($line.Value -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ -ne '' })
    }
}
