function Set-EventSource {
    # Registers an event source in the Application log. By the registry: EventLog.CreateEventSource names the message file of the runtime that calls it.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Source,
        [Parameter(Mandatory)] [string] $MessageFile,
        [Parameter(Mandatory)] [int] $TypesSupported
    )

    $key = [Microsoft.Win32.Registry]::LocalMachine.CreateSubKey("SYSTEM\CurrentControlSet\Services\EventLog\Application\$Source")
    try {
        $key.SetValue('EventMessageFile', $MessageFile, [Microsoft.Win32.RegistryValueKind]::ExpandString)
        $key.SetValue('TypesSupported', $TypesSupported, [Microsoft.Win32.RegistryValueKind]::DWord)
    }
    finally {
        $key.Dispose()
    }
}
