function Get-EventSource {
    <#
    .SYNOPSIS
    How an event source is registered in the Application log; null where it is not.
    .OUTPUTS
    MessageFile, TypesSupported
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Source
    )

    $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey("SYSTEM\CurrentControlSet\Services\EventLog\Application\$Source")
    if ($null -eq $key) {
        return
    }
    try {
        [pscustomobject]@{
            MessageFile = $key.GetValue('EventMessageFile', $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
            TypesSupported = $key.GetValue('TypesSupported')
        }
    }
    finally {
        $key.Dispose()
    }
}
