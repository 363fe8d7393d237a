function Compare-TemplateText {
    <#
    .SYNOPSIS
    What differs between two texts of a security template: removed lines with -, added ones with +.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Before,
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $After
    )

    $old = @($Before -split '\r\n|\r|\n')
    $new = @($After -split '\r\n|\r|\n')
    foreach ($line in $old) {
        if ($line -cnotin $new) {
            "- $line"
        }
    }
    foreach ($line in $new) {
        if ($line -cnotin $old) {
            "+ $line"
        }
    }
}
