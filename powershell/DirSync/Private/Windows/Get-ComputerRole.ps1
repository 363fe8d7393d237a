function Get-ComputerRole {
    # DomainRole (0, 2: no domain; 1, 3: member; 4, 5: domain controller; 0, 1: a client), Domain (the workgroup without one), Name.
    # https://learn.microsoft.com/windows/win32/cimwin32prov/win32-computersystem
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param ()

    $system = Get-CimInstance -ClassName 'Win32_ComputerSystem'
    [pscustomobject]@{
        DomainRole = [int]$system.DomainRole
        Domain = $system.Domain
        Name = $system.Name
    }
}
