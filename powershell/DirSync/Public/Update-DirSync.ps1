function Update-DirSync {
    <#
    .SYNOPSIS
    Puts the version that this module came with in place of the installed one, and the old one back when the new one does not pass its tests.
    .DESCRIPTION
    Give it from the new, unpacked archive: Import-Module .\DirSync; Update-DirSync. The schedule is paused and a run that goes on is asked to end;
    the state is copied to where administrators alone write; program and module are exchanged; the new program has to pass its tests as the
    account of the task. Only then the old one is removed, and the schedule goes on, unless it was paused before.
    .PARAMETER Force
    Also an older version than the installed one, which may not read the newer state.
    .EXAMPLE
    Update-DirSync

    Updates to the version of this archive.
    .OUTPUTS
    DirSync.Update
    .LINK
    Install-DirSync
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('DirSync.Update')]
    param (
        [Parameter()]
        [switch] $Force
    )

    $undo = New-UndoStack
    $obsolete = [System.Collections.Generic.List[string]]::new()
    $step = 'Update-DirSync'
    $done = $false
    try {
        Assert-Elevated -Cmdlet 'Update-DirSync'
        $layout = Get-DirSyncLayout
        $source = Get-InstallSource
        $record = Copy-Record -Record (Get-RequiredRecord -Layout $layout)
        if ($null -eq $source.ProgramFolder -or -not (Test-ProgramManaged -Layout $layout)) {
            throw (New-UpdateRefusedRecord -Id 'InstallNoArchive' -Target $source.ModuleFolder -From '' -To $source.Version)
        }
        $from = Get-ProgramVersion -Program $layout.Program
        $files = @(Get-TreeFile -Folder $source.ProgramFolder -Name (Get-ProgramFileName))
        $moduleFiles = @(Get-TreeFile -Folder $source.ModuleFolder -Name $null)
        $result = [pscustomobject]@{
            PSTypeName = 'DirSync.Update'
            From = $from
            To = $source.Version
            Changed = $false
            Backup = $null
            Enabled = $null
            Checks = @()
        }
        $moduleThere = Test-TreeSame -Source $source.ModuleFolder -File $moduleFiles -Destination (Join-Path $layout.ModuleFolder $source.Version)
        if ($moduleThere -and (Test-TreeSame -Source $source.ProgramFolder -File $files -Destination $layout.ProgramFolder)) {
            Write-Verbose -Message ($Text.InstallUpdateNone -f $from)
            $done = $true
            return $result
        }
        if ([version] ($source.Version -replace '-.*$') -lt [version] ($from -replace '-.*$') -and -not $Force) {
            throw (New-UpdateRefusedRecord -Id 'InstallOlder' -Target $layout.Program -From $from -To $source.Version)
        }
        if (-not $PSCmdlet.ShouldProcess($layout.ProgramFolder, ($Text.InstallStepUpdate -f $from, $source.Version))) {
            $done = $true
            return
        }

        $step = $Text.InstallStepPause
        $sync = Get-ScheduledTaskOrNull -Name 'Sync'
        $enabled = $null -ne $sync -and $sync.Enabled
        if ($enabled) {
            $null = Set-TaskEnabled -Name 'Sync' -Enabled $false -Undo $undo
        }
        Stop-RunningSync -Layout $layout

        $step = $Text.InstallStepBackup
        $result.Backup = Backup-State -DataFolder $layout.DataFolder -Version $from -Obsolete $obsolete -Undo $undo

        $step = $Text.InstallStepProgram
        $sddl = Get-DirSyncSddl -Kind 'Program' -Sid $record.account.sid
        $old = Install-Tree -Source $source.ProgramFolder -File $files -Destination $layout.ProgramFolder -Sddl $sddl -Undo $undo
        $obsolete.Add($old)
        $null = Install-ModuleCopy -Source $source -Layout $layout -Obsolete $obsolete -Undo $undo
        Assert-ProgramVersion -Program $layout.Program -Version $source.Version

        $step = $Text.InstallStepTest
        $null = Invoke-DirSyncExecutable -Argument 'config', 'check', '--config', $layout.ConfigPath -Program $layout.Program
        Add-FileUndo -Undo $undo -Path (Get-TaskOutputPath -Name 'Test' -DataFolder $layout.DataFolder)
        $result.Checks = @(Test-DirSyncConnection -AsTask)
        Assert-CheckPassed -Check $result.Checks

        $step = $Text.InstallStepRecord
        $record.version = $source.Version
        $null = Set-InstallRecord -DataFolder $layout.DataFolder -Record $record -Undo $undo
        if ($enabled) {
            $null = Set-TaskEnabled -Name 'Sync' -Enabled $true -Undo $undo
        }
        $done = $true
        foreach ($folder in [System.IO.Directory]::GetDirectories($layout.ModuleFolder)) {
            if ([System.IO.Path]::GetFileName($folder) -ne $source.Version -and $folder -ne $source.ModuleFolder) {
                $obsolete.Add($folder)
            }
        }
        Complete-Install -Obsolete $obsolete
        $duration = Get-MaxDuration -Entry @(Get-ConfigEntry -Path $layout.ConfigPath -Program $layout.Program -WarningAction SilentlyContinue)
        if (-not (Test-TaskReady -Layout $layout -Sid $record.account.sid -MaxDuration $duration)) {
            Write-Warning -Message $Text.InstallTasksOld
        }
        $result.Changed = $true
        $result.Enabled = $enabled
        $result
    }
    catch {
        $fault = ConvertTo-StepRecord -Record $_ -Step $step
        Invoke-Undo -Undo $undo
        $done = $true
        $PSCmdlet.ThrowTerminatingError($fault)
    }
    finally {
        if (-not $done) {
            Invoke-Undo -Undo $undo
        }
    }
}
