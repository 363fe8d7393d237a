function Test-Elevated {
    <#
    .SYNOPSIS
    Whether this session acts with an administrator's rights: elevated on Windows, root elsewhere.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param ()

    if (-not (Test-WindowsHost)) {
        return [System.Environment]::UserName -eq 'root'
    }
    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    try {
        $principal = [System.Security.Principal.WindowsPrincipal]::new($identity)
        $administrators = [System.Security.Principal.SecurityIdentifier]::new('S-1-5-32-544')
        $principal.IsInRole($administrators)
    }
    finally {
        $identity.Dispose()
    }
}
