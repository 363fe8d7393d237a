function Get-DirSyncLayout {
    <#
    .SYNOPSIS
    Where the program, its data, its configuration and this module have their places. The executable's own rules: DIRSYNC_CONFIG and
    DIRSYNC_DATA are obeyed.
    .NOTES
    Program is null on Linux when no dirsync is on the PATH. On Windows it is a place, whether the file is there or not.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param ()

    $windows = Test-WindowsHost
    if ($windows) {
        $programFiles = [System.Environment]::GetFolderPath('ProgramFiles')
        $programFolder = Join-Path $programFiles 'DirSync'
        $program = Join-Path $programFolder 'dirsync.exe'
        $dataFolder = Join-Path ([System.Environment]::GetFolderPath('CommonApplicationData')) 'DirSync'
        $configPath = Join-Path $dataFolder 'config.yml'
        $moduleFolder = Join-Path $programFiles 'WindowsPowerShell\Modules\DirSync'
    }
    else {
        $found = Get-Command -Name 'dirsync' -CommandType Application -TotalCount 1 -ErrorAction Ignore
        $program = if ($null -ne $found) { $found.Source } else { $null }
        $programFolder = if ($null -ne $found) { Split-Path -Path $program -Parent } else { $null }
        $dataFolder = '/var/lib/dirsync'
        $configPath = '/etc/dirsync/config.yml'
        $moduleFolder = '/usr/local/share/powershell/Modules/DirSync'
    }
    $givenData = [System.Environment]::GetEnvironmentVariable('DIRSYNC_DATA')
    if (-not [string]::IsNullOrEmpty($givenData)) {
        $dataFolder = [System.IO.Path]::GetFullPath($givenData)
    }
    $givenConfig = [System.Environment]::GetEnvironmentVariable('DIRSYNC_CONFIG')
    if (-not [string]::IsNullOrEmpty($givenConfig)) {
        $configPath = [System.IO.Path]::GetFullPath($givenConfig)
    }
    [pscustomobject]@{
        Program = $program
        ProgramFolder = $programFolder
        DataFolder = $dataFolder
        ConfigPath = $configPath
        ModuleFolder = $moduleFolder
    }
}
