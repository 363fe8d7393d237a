function Set-DirSyncSecret {
    <#
    .SYNOPSIS
    Stores or renews the access token or a password.
    .DESCRIPTION
    The new secret is tried first, by a call that changes nothing: the token at the service, the password at a domain controller. When it
    is refused, the old one stays. It is kept by DPAPI for this machine alone, in a file that administrators and the account of the task
    can read. It never appears on a command line or in a log.
    .PARAMETER Name
    token: the access token of IIJ ID. ldap-password: the password of the account that reads the directory. proxy-password: the proxy's.
    .PARAMETER Value
    The secret. Asked for, without being shown, when it is left out.
    .PARAMETER Domain
    Of several domains in config.yml, the name of the one whose password it is.
    .PARAMETER Expires
    The last day of the token, as the IIJ ID Console shows it. From 30 days ahead it is warned of. A token that is a JWT tells it itself.
    .PARAMETER Force
    Stores the secret without trying it, for instance while the service can't be reached.
    .EXAMPLE
    Set-DirSyncSecret -Name token -Expires 2027-03-31

    Asks for the new access token, tries it at the service and stores it.
    .EXAMPLE
    Set-DirSyncSecret -Name ldap-password -Domain tokyo -Value (Get-Credential).Password

    Renews the password with which the domain "tokyo" is read.
    .OUTPUTS
    DirSync.Secret
    .LINK
    Test-DirSyncConnection
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('DirSync.Secret')]
    param (
        [Parameter(Mandatory, Position = 0)]
        [ValidateSet('token', 'ldap-password', 'proxy-password')]
        [string] $Name,

        [Parameter(Position = 1)]
        [ValidateNotNull()]
        [securestring] $Value,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $Domain,

        [Parameter()]
        [datetime] $Expires,

        [Parameter()]
        [switch] $Force
    )

    $target = if ($PSBoundParameters.ContainsKey('Domain')) { "$Name ($Domain)" } else { $Name }
    if (-not $PSCmdlet.ShouldProcess($target, $Text.CoreSecretAction)) {
        return
    }
    try {
        if (-not $PSBoundParameters.ContainsKey('Value')) {
            $Value = Read-Secret -Prompt ($Text.CoreSecretPrompt -f $target)
        }
        $argument = @('secret', 'set', $Name)
        if ($PSBoundParameters.ContainsKey('Domain')) {
            $argument += "--domain=$Domain"
        }
        if ($PSBoundParameters.ContainsKey('Expires')) {
            $argument += '--expires=' + $Expires.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
        }
        if (-not $Force) {
            $argument += '--verify'
        }
        $document = Invoke-DirSyncExecutable -Argument $argument -Secret $Value
        $wanted = $document.secrets | Where-Object { $_.name -eq $Name -and "$($_.domain)" -eq $Domain }
        $wanted | ConvertTo-SecretObject
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
