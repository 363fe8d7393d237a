function Remove-EventSource {
    # Takes an event source out of the Application log; its entries stay.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Source
    )

    [Microsoft.Win32.Registry]::LocalMachine.DeleteSubKeyTree("SYSTEM\CurrentControlSet\Services\EventLog\Application\$Source", $false)
}
