function Get-PolicyBackupFolder {
    # Where Windows keeps security templates; administrators alone write there.
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    Join-Path ([System.Environment]::GetFolderPath('Windows')) 'security\templates'
}
