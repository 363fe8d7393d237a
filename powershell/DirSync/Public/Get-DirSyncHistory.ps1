function Get-DirSyncHistory {
    <#
    .SYNOPSIS
    Shows the runs of the past, the newest first.
    .DESCRIPTION
    Each run with its start and end, its exit code in words and what it did. Dry runs leave no trace and are not among them.
    .PARAMETER Last
    How many runs.
    .EXAMPLE
    Get-DirSyncHistory -Last 5

    The last five runs.
    .EXAMPLE
    Get-DirSyncHistory -Last 100 | Where-Object ExitCode -ne 0 | Format-List

    Everything about those of the last hundred runs that did not go well.
    .OUTPUTS
    DirSync.Run
    .LINK
    Get-DirSyncStatus
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Run')]
    param (
        [Parameter(Position = 0)]
        [ValidateRange(1, 999999999)]
        [int] $Last = 20
    )

    try {
        $document = Invoke-DirSyncExecutable -Argument 'history', '--last', "$Last"
        $document.runs | ConvertTo-RunObject
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
