function Get-TaskOutputPath {
    # The file that a task without a schedule writes its document to.
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [ValidateSet('Test', 'Plan')] [string] $Name,
        [Parameter(Mandatory)] [string] $DataFolder
    )

    $folder = if ($Name -eq 'Test') { 'logs' } else { 'plans' }
    Join-Path (Join-Path $DataFolder $folder) ('task-{0}.json' -f $Name.ToLowerInvariant())
}
