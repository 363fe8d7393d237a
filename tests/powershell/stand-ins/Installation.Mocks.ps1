# Puts the stand-in of a whole machine, $machine of the test (New-InstallMachine), in the place of the module's calls of Windows. Dot-source it in
# BeforeAll. The program, the files and what the tasks run are real.
. (Join-Path $PSScriptRoot 'UserRights.Mocks.ps1')
Mock -ModuleName DirSync Get-DirSyncLayout { $machine.Layout }
Mock -ModuleName DirSync Get-InstallSource { $machine.Source }
Mock -ModuleName DirSync Connect-TaskScheduler {
    if ($machine.Faults['Connect-TaskScheduler']) { throw 'The service cannot be started.' }
    Connect-TaskSchedulerStandIn $machine.Scheduler
}
Mock -ModuleName DirSync Get-CurrentSid { $machine.Security.CurrentSid }
Mock -ModuleName DirSync Get-FolderSecurity { Get-StandInSecurity $machine.Security $Path }
Mock -ModuleName DirSync New-ProtectedFolder {
    if ($machine.Faults['New-ProtectedFolder'] -and $Path -like $machine.Faults['New-ProtectedFolder']) { throw [System.IO.IOException]::new('There is not enough space on the disk.') }
    New-StandInFolder $machine.Security $Path $Sddl
}
Mock -ModuleName DirSync New-ProtectedFile { New-StandInFile $machine.Security $Path $Sddl $Content }
Mock -ModuleName DirSync Set-ItemSecurity { Set-StandInSecurity $machine.Security $Path $Sddl }
Mock -ModuleName DirSync Move-Folder { Move-StandInFolder $machine.Security $Path $Destination }
Mock -ModuleName DirSync Remove-Folder { Remove-StandInFolder $machine.Security $Path }
Mock -ModuleName DirSync Get-EventSource {
    if ($machine.EventSources.ContainsKey($Source)) {
        $file, $types = $machine.EventSources[$Source] -split '\|'
        [pscustomobject]@{ MessageFile = $file; TypesSupported = [int]$types }
    }
}
Mock -ModuleName DirSync Set-EventSource {
    if ($machine.Faults['Set-EventSource']) { throw [System.Security.SecurityException]::new('Requested registry access is not allowed.') }
    $machine.EventSources[$Source] = "$MessageFile|$TypesSupported"
}
Mock -ModuleName DirSync Remove-EventSource { $machine.EventSources.Remove($Source) }
Mock -ModuleName DirSync Read-Answer {
    $machine.Asked.Add($Question)
    if ($machine.Answers.Count -eq 0) { throw "nobody answers: $Question" }
    $answer = $machine.Answers.Dequeue()
    if ($AsSecret) { ConvertTo-TestSecret $answer } else { $answer }
}
