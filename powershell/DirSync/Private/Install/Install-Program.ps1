function Install-Program {
    <#
    .SYNOPSIS
    The program at its place, where the task's account may read and execute it.
    .OUTPUTS
    What was done, in words; nothing when it was there.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Source,
        [Parameter(Mandatory)] [pscustomobject] $Layout,
        [Parameter(Mandatory)] [string] $Sid,
        [AllowEmptyString()] [string] $FormerSid,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $there = -not [string]::IsNullOrEmpty($Layout.Program) -and [System.IO.File]::Exists($Layout.Program)
    if (-not (Test-ProgramManaged -Layout $Layout)) {
        if (-not $there) {
            throw (New-ProgramMissingRecord -Program $Layout.Program)
        }
        return
    }
    $folder = $Layout.ProgramFolder
    $sddl = Get-DirSyncSddl -Kind 'Program' -Sid $Sid
    if ($there) {
        Assert-FolderSound -Path $folder -Inheriting
        $version = Get-ProgramVersion -Program $Layout.Program
        $files = if ($null -ne $Source.ProgramFolder) { @(Get-TreeFile -Folder $Source.ProgramFolder -Name (Get-ProgramFileName)) } else { @() }
        if ($version -ne $Source.Version -or ($files.Count -gt 0 -and -not (Test-TreeSame -Source $Source.ProgramFolder -File $files -Destination $folder))) {
            $fault = @{
                Id = 'InstallOtherProgram'
                Category = 'ResourceExists'
                Target = $Layout.Program
                Seen = $Text.InstallOtherProgram -f $Layout.Program, $version, $Source.Version
                Remedy = $Text.InstallOtherProgramRemedy
            }
            throw (New-DirSyncErrorRecord @fault)
        }
        if ($FormerSid -ne $Sid) {
            Set-FolderAccount -Path $folder -Sddl $sddl -Undo $Undo
        }
        return
    }
    if ($null -eq $Source.ProgramFolder) {
        throw (New-ProgramMissingRecord -Program $Layout.Program)
    }
    $files = @(Get-TreeFile -Folder $Source.ProgramFolder -Name (Get-ProgramFileName))
    $null = Install-Tree -Source $Source.ProgramFolder -File $files -Destination $folder -Sddl $sddl -Undo $Undo
    Assert-ProgramVersion -Program $Layout.Program -Version $Source.Version
    $Text.InstallProgramCopied -f $folder, $Source.Version
}
