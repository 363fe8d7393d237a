function Assert-DataFolderOurs {
    # Refuses to remove a folder that no installation made: DIRSYNC_DATA could name any.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $DataFolder
    )

    if ([System.IO.File]::Exists([System.IO.Path]::Combine($DataFolder, 'state', '.keep'))) {
        return
    }
    $fault = @{
        Id = 'FolderNotOurs'
        Category = 'InvalidOperation'
        Target = $DataFolder
        Seen = $Text.FolderNotOurs -f $DataFolder
        Remedy = $Text.FolderNotOursRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
