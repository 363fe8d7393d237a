function Read-Answer {
    # Asks the person at the console. The only place that does, so that a test answers, and a session without one is told what to give instead.
    [CmdletBinding()]
    [OutputType([string], [securestring])]
    param (
        [Parameter(Mandatory)] [string] $Question,
        [Parameter(Mandatory)] [string] $Instead,
        [switch] $AsSecret
    )

    try {
        if ($AsSecret) {
            return Read-Host -Prompt $Question -AsSecureString
        }
        Read-Host -Prompt $Question
    }
    catch [System.Management.Automation.PSInvalidOperationException] {
        $fault = @{
            Id = 'InstallNobodyToAsk'
            Category = 'InvalidArgument'
            Target = $Question
            Seen = $Text.InstallNobodyToAsk -f $Question
            Remedy = $Text.InstallNobodyToAskRemedy -f $Instead
            Cause = $_.Exception
        }
        throw (New-DirSyncErrorRecord @fault)
    }
}
