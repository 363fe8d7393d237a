function Get-HeldIdCompletion {
    <#
    .SYNOPSIS
    The ids of what is held that begin with a word, each with its day and size.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.CompletionResult])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Word
    )

    $document = Invoke-DirSyncExecutable -Argument 'status' -WarningAction SilentlyContinue
    foreach ($plan in @($document.held | ConvertTo-HeldPlanObject)) {
        if ($plan.Id.StartsWith($Word, [System.StringComparison]::OrdinalIgnoreCase)) {
            $tip = '{0}, {1:g}' -f $plan.State, $plan.MadeAt
            [System.Management.Automation.CompletionResult]::new($plan.Id, $plan.Id, 'ParameterValue', $tip)
        }
    }
}
