function New-LocalAccount {
    # Makes a user of this machine whose password never expires and that he cannot change (ADSI: New-LocalUser breaks in some versions of
    # PowerShell 7). A user made this way is in no group but those of every account.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [securestring] $Password,
        [Parameter(Mandatory)] [string] $Description
    )

    Add-Type -AssemblyName 'System.DirectoryServices'
    $computer = [System.DirectoryServices.DirectoryEntry]::new("WinNT://$([System.Environment]::MachineName),computer")
    $user = $null
    try {
        $user = $computer.Children.Add($Name, 'user')
        Use-SecretText -Secret $Password -With @{ User = $user } -Call {
            param ($Plain, $User)
            $User.Invoke('SetPassword', $Plain) > $null
        }
        $user.CommitChanges()
        # UF_DONT_EXPIRE_PASSWD, UF_PASSWD_CANT_CHANGE: https://learn.microsoft.com/windows/win32/adsi/winnt-user-object
        $user.Properties['UserFlags'].Value = [int]$user.Properties['UserFlags'].Value -bor 0x10000 -bor 0x40
        $user.Properties['Description'].Value = $Description
        $user.CommitChanges()
    }
    finally {
        if ($null -ne $user) {
            $user.Dispose()
        }
        $computer.Dispose()
    }
}
