function Get-DomainCompletion {
    <#
    .SYNOPSIS
    The names of the domains in config.yml that begin with a word.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.CompletionResult])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Word
    )

    $document = Invoke-DirSyncExecutable -Argument 'config', 'show' -WarningAction SilentlyContinue
    foreach ($setting in @($document.values)) {
        if ($setting.key -match '^ad\.domains\b.*\bname$' -and "$($setting.value)".StartsWith($Word, [System.StringComparison]::OrdinalIgnoreCase)) {
            [System.Management.Automation.CompletionResult]::new("$($setting.value)")
        }
    }
}
