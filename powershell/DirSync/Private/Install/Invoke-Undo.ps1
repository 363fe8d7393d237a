function Invoke-Undo {
    # Takes everything back, newest first. What can't be is named, and the rest still is.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    while ($Undo.Count -gt 0) {
        $entry = $Undo.Pop()
        $with = $entry.With
        try {
            $null = & $entry.Action @with
        }
        catch {
            Write-Warning -Message ($Text.InstallNotTakenBack -f $entry.What, $_.Exception.Message)
        }
    }
}
