# Local accounts, and the access list of CN=Deleted Objects, of $machine (see UserRights.Mocks.ps1). Dot-source it in BeforeAll.
Mock -ModuleName DirSync Get-LocalAccount { $machine.LocalUsers[$Name] }
Mock -ModuleName DirSync Remove-LocalAccount {
    if (-not $machine.LocalUsers.Contains($Name)) { throw 'The user name could not be found.' }
    $machine.LocalUsers.Remove($Name)
}
Mock -ModuleName DirSync New-LocalAccount {
    if ($machine.LocalUsers.Contains($Name)) { throw 'The account already exists.' }
    if ($machine.LocalFault -eq 'Policy') { throw 'The password does not meet the password policy requirements.' }
    $flags = if ($machine.LocalFault -eq 'Expires') { 0x200 } else { 0x10240 }
    $machine.LocalUsers[$Name] = [pscustomobject]@{ Class = 'User'; UserFlags = $flags; Password = $Password; Description = $Description }
    $machine.Accounts["S-1-5-21-9-9-9-$($machine.LocalUsers.Count + 3000)"] = [System.Environment]::MachineName + '\' + $Name
}
# As Windows makes it nobody but SYSTEM reads the list; its owner, once it is Domain Admins, reads and writes it.
Mock -ModuleName DirSync Get-DeletedObjectsSddl {
    if ($machine.DeletedObjects -match '^O:(DA|S-1-5-21-1-2-3-512)') { $machine.DeletedObjects }
}
Mock -ModuleName DirSync Set-DeletedObjectsSddl {
    if ('S-1-5-21-1-2-3-512' -notin $machine.CurrentGroups) { throw 'The user has insufficient access rights.' }
    if ($Part -eq 'Owner') {
        $machine.DeletedObjects = ($Sddl -replace '(O:[^:]+?)([GDS]:.*)?$', '$1') + ($machine.DeletedObjects -replace '^O:\w+?(?=[GDS]:)', '')
        return
    }
    if ($machine.DeletedObjects -notmatch '^O:(DA|S-1-5-21-1-2-3-512)') { throw 'The user has insufficient access rights.' }
    if ($machine.LocalFault -eq 'Lost') { return }
    $machine.DeletedObjects = ($machine.DeletedObjects -replace 'D:.*$', '') + ($Sddl -replace '^.*?(?=D:)', '')
}
