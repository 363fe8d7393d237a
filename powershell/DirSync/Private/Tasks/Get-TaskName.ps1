function Get-TaskName {
    # The tasks, in the order in which they are registered.
    [CmdletBinding()]
    [OutputType([string[]])]
    param ()

    'Test', 'Plan', 'Sync'
}
