# Puts the stand-in of what Wine has not, $machine of the test (New-WindowsMachine), in the place of the module's calls: Task Scheduler, the
# policy of user rights, CIM, Authz. Dot-source it in BeforeAll. All else is this Windows' own.
Mock -ModuleName DirSync Connect-TaskScheduler { Connect-TaskSchedulerStandIn $machine.Scheduler }
Mock -ModuleName DirSync Get-ComputerRole { [pscustomobject]@{ DomainRole = 2; Domain = 'WORKGROUP'; Name = $machine.Name } }
Mock -ModuleName DirSync Get-AccountRightHolder { Get-StandInHolder $machine $Right }
Mock -ModuleName DirSync Get-AccountGroupSid { 'S-1-5-32-545' }
Mock -ModuleName DirSync Get-RsopUserRight { Get-RsopStandIn $machine $Right }
Mock -ModuleName DirSync Invoke-Secedit { Invoke-SeceditStandIn $machine $Argument }
# Of SetNamedSecurityInfo, which .NET calls, Wine makes a list with inherited entries, protected or not; SetFileSecurity it takes at its word.
Mock -ModuleName DirSync Set-ItemSecurity { Set-FileSecurity -Path $Path -Sddl $Sddl }
