function Stop-RunningSync {
    # Asks the present run to end, where there is a program to ask with. Throws when it goes on.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Layout
    )

    if (-not [string]::IsNullOrEmpty($Layout.Program) -and [System.IO.File]::Exists($Layout.Program)) {
        $null = Stop-DirSync -Confirm:$false
    }
}
