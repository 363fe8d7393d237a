function Remove-LocalAccount {
    # Deletes a user of this machine.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name
    )

    Add-Type -AssemblyName 'System.DirectoryServices'
    $computer = [System.DirectoryServices.DirectoryEntry]::new("WinNT://$([System.Environment]::MachineName),computer")
    $user = $null
    try {
        $user = $computer.Children.Find($Name, 'user')
        $computer.Children.Remove($user)
    }
    finally {
        if ($null -ne $user) {
            $user.Dispose()
        }
        $computer.Dispose()
    }
}
