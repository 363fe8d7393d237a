function Install-KeptFile {
    # A file of Administrators in a folder where the task's account may delete files: an empty folder could be made a junction.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Folder,
        [Parameter(Mandatory)] [string] $Sid,
        [switch] $Renew,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $path = Join-Path $Folder '.keep'
    $sddl = Get-DirSyncSddl -Kind 'Kept' -Sid $Sid
    if (-not (Test-PathTaken -Path $path)) {
        Add-FileUndo -Undo $Undo -Path $path
        $content = "This file of Administrators keeps the folder from being emptied and replaced by a link. Leave it.`n"
        New-ProtectedFile -Path $path -Sddl $sddl -UnixMode '0644' -Content $content
    }
    elseif ($Renew) {
        Set-FolderAccount -Path $path -Sddl $sddl -Undo $Undo
    }
}
