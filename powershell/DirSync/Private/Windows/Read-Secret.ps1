function Read-Secret {
    <#
    .SYNOPSIS
    Asks for a secret without showing it.
    #>
    [CmdletBinding()]
    [OutputType([securestring])]
    param (
        [Parameter(Mandatory)] [string] $Prompt
    )

    try {
        Read-Host -Prompt $Prompt -AsSecureString
    }
    catch {
        $fault = @{
            Id = 'CoreNoPrompt'
            Category = 'InvalidOperation'
            Target = $Prompt
            Seen = $Text.CoreNoPrompt -f $Prompt
            Remedy = $Text.CoreNoPromptRemedy
            Cause = $_.Exception
        }
        throw (New-DirSyncErrorRecord @fault)
    }
}
