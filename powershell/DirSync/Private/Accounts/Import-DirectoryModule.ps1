function Import-DirectoryModule {
    <#
    .SYNOPSIS
    Loads Microsoft's ActiveDirectory module, or tells the one command that installs it here.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [int] $DomainRole
    )

    if (@(Get-Module -Name 'ActiveDirectory').Count -gt 0) {
        return
    }
    if (@(Get-Module -Name 'ActiveDirectory' -ListAvailable).Count -gt 0) {
        Import-Module -Name 'ActiveDirectory' -Verbose:$false
        return
    }
    $install = if ($DomainRole -le 1) {
        'Add-WindowsCapability -Online -Name Rsat.ActiveDirectory.DS-LDS.Tools~~~~0.0.1.0'
    }
    else {
        'Install-WindowsFeature -Name RSAT-AD-PowerShell'
    }
    $fault = @{
        Id = 'AccountNoDirectoryModule'
        Category = 'NotInstalled'
        Target = 'ActiveDirectory'
        Seen = $Text.AccountNoDirectoryModule
        Remedy = $Text.AccountNoDirectoryModuleRemedy -f $install
    }
    throw (New-DirSyncErrorRecord @fault)
}
