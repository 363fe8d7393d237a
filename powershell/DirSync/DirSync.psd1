@{
    RootModule = 'DirSync.psm1'
    ModuleVersion = '0.1.0'
    GUID = '5d1c5f0e-6a0b-4b57-9d0a-8f3c2f6f1c3e'
    Author = 'Directory Sync contributors'
    CompanyName = 'Directory Sync contributors'
    Copyright = '(c) 2026 Directory Sync contributors. MIT License.'
    Description = 'Installs, schedules and watches Directory Sync for IIJ ID, which carries Active Directory users and groups, one way, into the IIJ ID Service over SCIM 2.0.'
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.6.2'
    FormatsToProcess = @('DirSync.Format.ps1xml')
    FunctionsToExport = @(
        'Approve-DirSyncPlan'
        'Deny-DirSyncPlan'
        'Disable-DirSync'
        'Enable-DirSync'
        'Get-DirSyncHistory'
        'Get-DirSyncPlan'
        'Get-DirSyncStatus'
        'Grant-DirSyncBatchRight'
        'Install-DirSync'
        'New-DirSyncAccount'
        'Register-DirSyncTask'
        'Revoke-DirSyncBatchRight'
        'Set-DirSyncSecret'
        'Start-DirSync'
        'Stop-DirSync'
        'Test-DirSyncBatchRight'
        'Test-DirSyncConnection'
        'Uninstall-DirSync'
        'Unregister-DirSyncTask'
        'Update-DirSync'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
    PrivateData = @{
        PSData = @{
            Tags = @('IIJ', 'SCIM', 'ActiveDirectory', 'Identity', 'Provisioning', 'Windows', 'PSEdition_Desktop', 'PSEdition_Core')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
