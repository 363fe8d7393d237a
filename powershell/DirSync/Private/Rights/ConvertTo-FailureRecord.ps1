function ConvertTo-FailureRecord {
    <#
    .SYNOPSIS
    The error record that a cmdlet ends with: as it is when it says what to do, else (Windows or the directory refused a call) with what was
    refused and where to look.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [System.Management.Automation.ErrorRecord] $Record,
        [Parameter(Mandatory)] [string] $Cmdlet
    )

    if ($null -ne $Record.ErrorDetails -and -not [string]::IsNullOrEmpty($Record.ErrorDetails.RecommendedAction)) {
        return $Record
    }
    $place = if ($null -ne $Record.InvocationInfo -and $null -ne $Record.InvocationInfo.MyCommand) { $Record.InvocationInfo.MyCommand } else { $Cmdlet }
    $fault = @{
        Id = 'RightsCallRefused'
        Category = $Record.CategoryInfo.Category
        Target = "$place"
        Seen = $Text.RightsCallRefused -f $Cmdlet, $Record.Exception.GetBaseException().Message, "$place"
        Remedy = $Text.RightsCallRefusedRemedy
        Cause = $Record.Exception
    }
    New-DirSyncErrorRecord @fault
}
