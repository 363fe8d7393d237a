function Get-RequiredRecord {
    # install.json of a folder that can be trusted; refuses where nothing is installed.
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Layout
    )

    if (Test-PathTaken -Path $Layout.DataFolder) {
        Assert-FolderSound -Path $Layout.DataFolder
    }
    $record = Get-InstallRecord -DataFolder $Layout.DataFolder
    if ($null -ne $record) {
        return $record
    }
    $fault = @{
        Id = 'InstallMissing'
        Category = 'ObjectNotFound'
        Target = $Layout.DataFolder
        Seen = $Text.InstallMissing -f $Layout.DataFolder
        Remedy = $Text.InstallMissingRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
