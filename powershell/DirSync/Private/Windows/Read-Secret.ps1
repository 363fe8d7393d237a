function Read-Secret {
    <#
    .SYNOPSIS
    Asks for a secret without showing it. A session without anybody in front of it throws.
    #>
    [CmdletBinding()]
    [OutputType([securestring])]
    param (
        [Parameter(Mandatory)] [string] $Prompt
    )

    Read-Host -Prompt $Prompt -AsSecureString
}
