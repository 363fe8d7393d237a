function Get-GptIniVersion {
    <#
    .SYNOPSIS
    The version number in the text of a gpt.ini; 0 where it has none.
    .NOTES
    32 bits: the machine half below, the user half above. Written signed or not, read as unsigned.
    #>
    [CmdletBinding()]
    [OutputType([long])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Content
    )

    if ($Content -notmatch '(?im)^[ \t]*Version[ \t]*=[ \t]*(-?\d+)') {
        return 0L
    }
    ([long]$Matches[1]) -band 0xFFFFFFFFL
}
