function ConvertTo-StepRecord {
    <#
    .SYNOPSIS
    The error record of a step that failed: as it is when it says what to do, else with the step, and that what was done is taken back.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [System.Management.Automation.ErrorRecord] $Record,
        [Parameter(Mandatory)] [string] $Step
    )

    if ($null -ne $Record.ErrorDetails -and -not [string]::IsNullOrEmpty($Record.ErrorDetails.RecommendedAction)) {
        return $Record
    }
    $fault = @{
        Id = 'InstallStepFailed'
        Category = $Record.CategoryInfo.Category
        Target = $Step
        Seen = $Text.InstallStepFailed -f $Step, $Record.Exception.GetBaseException().Message, (Get-HResult -Exception $Record.Exception)
        Remedy = $Text.InstallStepFailedRemedy
        Cause = $Record.Exception
    }
    New-DirSyncErrorRecord @fault
}
