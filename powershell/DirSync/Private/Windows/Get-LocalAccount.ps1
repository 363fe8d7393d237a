function Get-LocalAccount {
    # A user or group of this machine by its name: Class, and UserFlags of a user; null where there is none.
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Name
    )

    Add-Type -AssemblyName 'System.DirectoryServices'
    $path = "WinNT://$([System.Environment]::MachineName)/$Name"
    if (-not [System.DirectoryServices.DirectoryEntry]::Exists($path)) {
        return
    }
    $entry = [System.DirectoryServices.DirectoryEntry]::new($path)
    try {
        [pscustomobject]@{
            Class = $entry.SchemaClassName
            UserFlags = if ($entry.SchemaClassName -eq 'User') { [int]$entry.Properties['UserFlags'].Value } else { $null }
        }
    }
    finally {
        $entry.Dispose()
    }
}
