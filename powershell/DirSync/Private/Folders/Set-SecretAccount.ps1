function Set-SecretAccount {
    # Stored secrets are readable for the task's account alone, besides administrators: each file has its own access list.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $DataFolder,
        [AllowEmptyString()] [string] $Sid,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $folder = Join-Path $DataFolder 'secrets'
    if (-not [System.IO.Directory]::Exists($folder)) {
        return
    }
    foreach ($file in [System.IO.Directory]::GetFiles($folder, '*.json')) {
        Set-FolderAccount -Path $file -Sddl (Get-DirSyncSddl -Kind 'Secret' -Sid $Sid) -Undo $Undo
    }
}
