function Test-WindowsHost {
    <#
    .SYNOPSIS
    Whether this is Windows. ($IsWindows does not exist in Windows PowerShell.)
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param ()

    [System.Environment]::OSVersion.Platform -eq [System.PlatformID]::Win32NT
}
