function Get-LsaSetting {
    # A value below HKLM\SYSTEM\CurrentControlSet\Control\Lsa; null where it is not set.
    [CmdletBinding()]
    [OutputType([object])]
    param (
        [Parameter(Mandatory)] [string] $Name
    )

    [Microsoft.Win32.Registry]::GetValue('HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Lsa', $Name, $null)
}
