function Test-DirectoryVisibility {
    <#
    .SYNOPSIS
    Proves what a new account sees: its password is stored where config.yml names it, by a logon that must succeed, and the program's checks of
    the directory are run.
    .OUTPUTS
    DirSync.Check for each; nothing where there is no config.yml, or where it names another account.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType('DirSync.Check')]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Account,
        [Parameter(Mandatory)] [psobject] $Domain
    )

    if (-not [System.IO.File]::Exists((Get-DirSyncLayout).ConfigPath)) {
        return
    }
    $login = ($Account.Name -split '\\')[-1]
    $names = @($Account.DistinguishedName, $Account.Name, "$login@$($Domain.DNSRoot)")
    $values = @((Invoke-DirSyncExecutable -Argument 'config', 'show').values)
    $domains = @(Get-BindingDomain -Value $values -Account $names)
    if ($domains.Count -eq 0) {
        return
    }
    foreach ($name in $domains) {
        $argument = @('secret', 'set', 'ldap-password', '--verify')
        if ($name -ne '') {
            $argument += "--domain=$name"
        }
        if (-not $PSCmdlet.ShouldProcess($Account.Name, $Text.AccountStorePassword)) {
            return
        }
        Invoke-DirSyncExecutable -Argument $argument -Secret $Account.Credential.Password > $null
    }
    $document = Invoke-DirSyncExecutable -Argument 'test', '--only', 'directory' -Accept 0, 5
    $document.checks | ConvertTo-CheckObject -Document $document
}
