function Get-TaskArgument {
    # What a task gives the program: all of it fixed, since a task has the account's environment, not the administrator's.
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [ValidateSet('Sync', 'Test', 'Plan')] [string] $Name,
        [Parameter(Mandatory)] [pscustomobject] $Layout
    )

    $arguments = @($Name.ToLowerInvariant(), '--config', $Layout.ConfigPath, '--data', $Layout.DataFolder)
    if ($Name -ne 'Sync') {
        $arguments += @('--out', (Get-TaskOutputPath -Name $Name -DataFolder $Layout.DataFolder))
    }
    ConvertTo-NativeArgument -Argument $arguments
}
