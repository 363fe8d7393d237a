function Backup-State {
    <#
    .SYNOPSIS
    A copy of the state, while no run goes on, where administrators alone write. The undo brings it back where it was changed since.
    .NOTES
    The three newest copies stay, for whoever finds out later.
    .OUTPUTS
    The folder with the copy; nothing where there is no state yet.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $DataFolder,
        [Parameter(Mandatory)] [string] $Version,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Generic.List[string]] $Obsolete,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $state = Join-Path $DataFolder 'state'
    if (-not [System.IO.Directory]::Exists($state)) {
        return
    }
    $files = @([System.IO.Directory]::GetFiles($state, 'state.db*'))
    if ($files.Count -eq 0) {
        return
    }
    $backups = Join-Path $DataFolder 'backup'
    $sddl = Get-DirSyncSddl -Kind 'Data'
    if (Test-PathTaken -Path $backups) {
        Assert-FolderSound -Path $backups
    }
    else {
        New-SoundFolder -Path $backups -Sddl $sddl -Undo $Undo
    }
    $folder = Join-Path $backups ('{0:yyyyMMddHHmmssfff}-{1}' -f [datetime]::UtcNow, $Version)
    New-SoundFolder -Path $folder -Sddl $sddl -Undo $Undo
    foreach ($file in $files) {
        [System.IO.File]::Copy($file, (Join-Path $folder ([System.IO.Path]::GetFileName($file))))
    }
    Add-Undo -Undo $Undo -What $state -With @{ State = $state; Folder = $folder } -Action {
        param ($State, $Folder)
        $kept = @(Get-TreeFile -Folder $Folder -Name $null)
        $now = @([System.IO.Directory]::GetFiles($State, 'state.db*') | ForEach-Object { [System.IO.Path]::GetFileName($_) })
        foreach ($name in $now) {
            if ($name -notin $kept) {
                [System.IO.File]::Delete((Join-Path $State $name))
            }
        }
        foreach ($name in $kept) {
            $null = Set-FileContent -Path (Join-Path $State $name) -Byte ([System.IO.File]::ReadAllBytes((Join-Path $Folder $name))) -Undo (New-UndoStack)
        }
    }
    $older = @([System.IO.Directory]::GetDirectories($backups) | Sort-Object -Descending | Select-Object -Skip 3)
    foreach ($path in $older) {
        $Obsolete.Add($path)
    }
    $folder
}
