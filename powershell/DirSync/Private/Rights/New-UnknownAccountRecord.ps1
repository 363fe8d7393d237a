function New-UnknownAccountRecord {
    <#
    .SYNOPSIS
    The error record of a name that no account answers to.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [string] $Account
    )

    $fault = @{
        Id = 'RightsAccountUnknown'
        Category = 'ObjectNotFound'
        Target = $Account
        Seen = $Text.RightsAccountUnknown -f $Account
        Remedy = $Text.RightsAccountUnknownRemedy
    }
    New-DirSyncErrorRecord @fault
}
