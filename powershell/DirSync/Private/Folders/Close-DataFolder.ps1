function Close-DataFolder {
    # Takes the task's account off the data that stays, and the record of the installation away.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $DataFolder,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    foreach ($name in 'state', 'logs', 'plans') {
        $path = Join-Path $DataFolder $name
        if (-not [System.IO.Directory]::Exists($path)) {
            continue
        }
        Set-FolderAccount -Path $path -Sddl (Get-DirSyncSddl -Kind 'Work') -Undo $Undo
        $kept = Join-Path $path '.keep'
        if ([System.IO.File]::Exists($kept)) {
            Set-FolderAccount -Path $kept -Sddl (Get-DirSyncSddl -Kind 'Kept') -Undo $Undo
        }
    }
    Set-SecretAccount -DataFolder $DataFolder -Sid '' -Undo $Undo
    Set-FolderAccount -Path $DataFolder -Sddl (Get-DirSyncSddl -Kind 'Data') -Undo $Undo
    [System.IO.File]::Delete((Join-Path $DataFolder 'install.json'))
}
