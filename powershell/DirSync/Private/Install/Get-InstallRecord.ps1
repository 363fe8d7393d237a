function Get-InstallRecord {
    <#
    .SYNOPSIS
    What the installation keeps in install.json: schemaVersion, version, account {sid, name, kind}, batchRight {granted, by, gpo}, eventSource,
    tasks {folder}, pause {reason, since, by} or null, installedAt. Null where nothing is installed.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $DataFolder
    )

    $path = Join-Path $DataFolder 'install.json'
    if (-not [System.IO.File]::Exists($path)) {
        return
    }
    $record = ConvertFrom-DirSyncJson -Json ([System.IO.File]::ReadAllText($path))
    if ($null -eq $record -or $record.schemaVersion -ne 1) {
        $fault = @{
            Id = 'InstallRecordDamaged'
            Category = 'InvalidData'
            Target = $path
            Seen = $Text.InstallRecordDamaged -f $path
            Remedy = $Text.InstallRecordDamagedRemedy -f $path
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    $record
}
