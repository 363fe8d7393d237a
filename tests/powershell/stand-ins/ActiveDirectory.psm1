# A stand-in of Microsoft's ActiveDirectory module, as far as accounts are made with it: the parameter sets as documented for Windows Server 2022,
# one domain that keeps state, and its refusals. A property that was not asked for is not there.
Set-StrictMode -Version Latest

$script:Directory = $null

function Reset-DirectoryStandIn {
    # An empty domain, contoso.com, with an OU and the computers SRV01 and this machine.
    $script:Directory = @{
        Users = [ordered]@{}
        Managed = [ordered]@{}
        Computers = @('SRV01$', ([System.Environment]::MachineName + '$'))
        Places = @('CN=Users,DC=contoso,DC=com', 'CN=Managed Service Accounts,DC=contoso,DC=com', 'OU=サービス,DC=contoso,DC=com')
        NextRid = 2000
        MaxPasswordLength = 0
        # What New-ADUser leaves undone though it was told: a property's name
        Forgets = ''
        Installed = @()
        KdsRootKeys = @()
        Reachable = $true
        # Each account is known where it was made; nowhere else yet.
        MadeAt = @{}
    }
    $script:Directory
}

function Get-Connected {
    if (-not $script:Directory.Reachable) { throw 'Unable to find a default server with Active Directory Web Services running.' }
}

function Find-Account {
    param ([System.Collections.IDictionary] $In, [string] $Identity)
    foreach ($account in $In.Values) {
        $sam = $account.SamAccountName
        if ($Identity -in $account.SID, $sam, $sam.TrimEnd('$'), $account.DistinguishedName) { return $account }
    }
}

function Select-Filtered {
    param ([System.Collections.IDictionary] $In, [string] $Filter)
    if ($Filter -notmatch '^SamAccountName -eq ''([^'']+)''$') { throw "Error parsing query: '$Filter'" }
    $In.Values | Where-Object { $_.SamAccountName -eq $Matches[1] }
}

function Select-Shown {
    # The default properties, and those that were asked for.
    param ($Account, [string[]] $Default, [string[]] $Properties)
    $shown = [ordered]@{}
    foreach ($name in @($Default) + @($Properties | Where-Object { $_ })) { $shown[$name] = $Account.$name }
    [pscustomobject]$shown
}

function New-Account {
    param ([hashtable] $Account, [string] $Path, [string] $Container)
    $place = if ($Path) { $Path } else { "CN=$Container,DC=contoso,DC=com" }
    if ($place -notin $script:Directory.Places) { throw 'Directory object not found' }
    $taken = @($script:Directory.Users.Values) + @($script:Directory.Managed.Values) | Where-Object { $_.SamAccountName -eq $Account['SamAccountName'] }
    if ($taken) { throw 'The specified account already exists' }
    $script:Directory.NextRid++
    $Account['SID'] = "S-1-5-21-1-2-3-$($script:Directory.NextRid)"
    $Account['DistinguishedName'] = "CN=$($Account['Name']),$place"
    [pscustomobject]$Account
}

function Get-ADDomain {
    [CmdletBinding(DefaultParameterSetName = 'Current')]
    param (
        [object] $AuthType,
        [pscredential] $Credential,
        [Parameter(ParameterSetName = 'Current')] [object] $Current,
        [Parameter(ParameterSetName = 'Identity', Mandatory, Position = 0)] [object] $Identity,
        [string] $Server
    )
    Get-Connected
    [pscustomobject]@{
        DistinguishedName = 'DC=contoso,DC=com'; DNSRoot = 'contoso.com'; NetBIOSName = 'CONTOSO'; DomainSID = 'S-1-5-21-1-2-3'
        Forest = 'contoso.com'; PDCEmulator = 'dc1.contoso.com'
    }
}

function Get-ADDomainController {
    [CmdletBinding(DefaultParameterSetName = 'Identity')]
    param (
        [object] $AuthType,
        [Parameter(ParameterSetName = 'DiscoverByService')] [switch] $AvoidSelf,
        [pscredential] $Credential,
        [Parameter(ParameterSetName = 'DiscoverByService', Mandatory)] [switch] $Discover,
        [Parameter(ParameterSetName = 'DiscoverByService')] [string] $DomainName,
        [Parameter(ParameterSetName = 'Filter', Mandatory)] [string] $Filter,
        [Parameter(ParameterSetName = 'DiscoverByService')] [switch] $ForceDiscover,
        [Parameter(ParameterSetName = 'Identity', Position = 0)] [object] $Identity,
        [string] $Server,
        [Parameter(ParameterSetName = 'DiscoverByService')] [ValidateSet('PrimaryDC', 'GlobalCatalog', 'KDC', 'TimeService', 'ReliableTimeService', 'ADWS')] [string[]] $Service,
        [Parameter(ParameterSetName = 'DiscoverByService')] [string] $SiteName,
        [Parameter(ParameterSetName = 'DiscoverByService')] [switch] $Writable
    )
    Get-Connected
    [pscustomobject]@{ HostName = @('dc2.contoso.com'); Name = 'DC2'; Domain = 'contoso.com' }
}

function New-ADUser {
    [CmdletBinding(SupportsShouldProcess)]
    param (
        [bool] $AccountNotDelegated, [securestring] $AccountPassword, [object] $AuthType, [bool] $CannotChangePassword, [bool] $ChangePasswordAtLogon,
        [pscredential] $Credential, [string] $Description, [string] $DisplayName, [bool] $Enabled, [object] $Instance, [object] $KerberosEncryptionType,
        [string] $LogonWorkstations, [Parameter(Mandatory, Position = 0)] [string] $Name, [hashtable] $OtherAttributes, [switch] $PassThru,
        [bool] $PasswordNeverExpires, [bool] $PasswordNotRequired, [string] $Path, [string] $SamAccountName, [string] $Server,
        [bool] $TrustedForDelegation, [string] $Type, [string] $UserPrincipalName
    )
    Get-Connected
    if ($SamAccountName.Length -gt 20) { throw 'The name provided is not a properly formed account name' }
    if ($CannotChangePassword -and $ChangePasswordAtLogon) { throw 'A parameter cannot be found' }
    if ($Enabled -and ($null -eq $AccountPassword -or $AccountPassword.Length -lt 14)) { throw 'The password does not meet the length, complexity, or history requirement of the domain.' }
    if ($script:Directory.MaxPasswordLength -and $AccountPassword.Length -gt $script:Directory.MaxPasswordLength) { throw 'The password does not meet the length, complexity, or history requirement of the domain.' }
    $account = New-Account -Path $Path -Container 'Users' -Account @{
        Name = $Name; SamAccountName = $SamAccountName; UserPrincipalName = $UserPrincipalName; Description = $Description; Enabled = $Enabled
        PasswordNeverExpires = $PasswordNeverExpires; CannotChangePassword = $CannotChangePassword; AccountNotDelegated = $AccountNotDelegated
        MemberOf = @(); Password = $AccountPassword
    }
    if ($script:Directory.Forgets) { $account.($script:Directory.Forgets) = $false }
    if ($PSCmdlet.ShouldProcess($account.DistinguishedName)) {
        $script:Directory.Users[$account.SID] = $account
        $script:Directory.MadeAt[$account.SID] = $Server
        if ($PassThru) { Select-Shown $account @('DistinguishedName', 'Enabled', 'Name', 'SamAccountName', 'SID', 'UserPrincipalName') }
    }
}

function Get-ADUser {
    [CmdletBinding(DefaultParameterSetName = 'Filter')]
    param (
        [object] $AuthType,
        [pscredential] $Credential,
        [Parameter(ParameterSetName = 'Filter', Mandatory)] [string] $Filter,
        [Parameter(ParameterSetName = 'Identity', Mandatory, Position = 0)] [object] $Identity,
        [Parameter(ParameterSetName = 'LdapFilter', Mandatory)] [string] $LDAPFilter,
        [Parameter(ParameterSetName = 'Identity')] [string] $Partition,
        [string[]] $Properties,
        [Parameter(ParameterSetName = 'Filter')] [Parameter(ParameterSetName = 'LdapFilter')] [string] $SearchBase,
        [string] $Server
    )
    Get-Connected
    if ($PSCmdlet.ParameterSetName -eq 'LdapFilter') { throw 'not played' }
    $found = if ($PSCmdlet.ParameterSetName -eq 'Filter') { Select-Filtered $script:Directory.Users $Filter } else { Find-Account $script:Directory.Users $Identity }
    if ($null -eq $found -and $PSCmdlet.ParameterSetName -eq 'Identity') { throw "Cannot find an object with identity: '$Identity' under: 'DC=contoso,DC=com'." }
    if ($PSCmdlet.ParameterSetName -eq 'Identity' -and $script:Directory.MadeAt[$found.SID] -ne $Server) { throw "Cannot find an object with identity: '$Identity' under: 'DC=contoso,DC=com'." }
    foreach ($account in $found) { Select-Shown $account @('DistinguishedName', 'Enabled', 'Name', 'SamAccountName', 'SID', 'UserPrincipalName') $Properties }
}

function Remove-ADUser {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param ([object] $AuthType, [pscredential] $Credential, [Parameter(Mandatory, Position = 0)] [object] $Identity, [string] $Partition, [string] $Server)
    Get-Connected
    $found = Find-Account $script:Directory.Users $Identity
    if ($null -eq $found) { throw "Cannot find an object with identity: '$Identity'" }
    if ($PSCmdlet.ShouldProcess($found.DistinguishedName)) { $script:Directory.Users.Remove($found.SID) }
}

function New-ADServiceAccount {
    [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Group')]
    param (
        [bool] $AccountNotDelegated,
        [Parameter(ParameterSetName = 'RestrictedToSingleComputer')] [securestring] $AccountPassword,
        [object] $AuthType, [pscredential] $Credential, [string] $Description, [string] $DisplayName,
        [Parameter(ParameterSetName = 'Group', Mandatory)] [string] $DNSHostName,
        [bool] $Enabled, [object] $Instance, [object] $KerberosEncryptionType,
        [Parameter(ParameterSetName = 'Group')] [int] $ManagedPasswordIntervalInDays,
        [Parameter(Mandatory, Position = 0)] [string] $Name,
        [hashtable] $OtherAttributes, [switch] $PassThru, [string] $Path,
        [Parameter(ParameterSetName = 'Group')] [object[]] $PrincipalsAllowedToRetrieveManagedPassword,
        [Parameter(ParameterSetName = 'RestrictedToSingleComputer', Mandatory)] [switch] $RestrictToSingleComputer,
        [Parameter(ParameterSetName = 'RestrictedToOutboundAuthenticationOnly', Mandatory)] [switch] $RestrictToOutboundAuthenticationOnly,
        [string] $SamAccountName, [string] $Server, [string[]] $ServicePrincipalNames, [bool] $TrustedForDelegation
    )
    Get-Connected
    $sam = if ($SamAccountName) { $SamAccountName } else { $Name }
    $sam = $sam.TrimEnd('$') + '$'
    if ($sam.Length -gt 16) { throw 'The name provided is not a properly formed account name' }
    $old = [datetime]::UtcNow.AddHours(-10)
    if (@($script:Directory.KdsRootKeys | Where-Object { $_.EffectiveTime.ToUniversalTime() -le $old }).Count -eq 0) { throw 'Key does not exist' }
    $strangers = @($PrincipalsAllowedToRetrieveManagedPassword | Where-Object { $_ -notin $script:Directory.Computers })
    if ($strangers.Count -gt 0) { throw "Identity info provided in the extended attribute: 'PrincipalsAllowedToRetrieveManagedPassword' could not be resolved." }
    $account = New-Account -Path $Path -Container 'Managed Service Accounts' -Account @{
        Name = $Name; SamAccountName = $sam; DNSHostName = $DNSHostName; Description = $Description; Enabled = $Enabled
        PrincipalsAllowedToRetrieveManagedPassword = @($PrincipalsAllowedToRetrieveManagedPassword)
    }
    if ($PSCmdlet.ShouldProcess($account.DistinguishedName)) {
        $script:Directory.Managed[$account.SID] = $account
        if ($PassThru) { Select-Shown $account @('DistinguishedName', 'Enabled', 'Name', 'SamAccountName', 'SID') }
    }
}

function Get-ADServiceAccount {
    [CmdletBinding(DefaultParameterSetName = 'Filter')]
    param (
        [object] $AuthType,
        [pscredential] $Credential,
        [Parameter(ParameterSetName = 'Filter', Mandatory)] [string] $Filter,
        [Parameter(ParameterSetName = 'Identity', Mandatory, Position = 0)] [object] $Identity,
        [Parameter(ParameterSetName = 'LdapFilter', Mandatory)] [string] $LDAPFilter,
        [Parameter(ParameterSetName = 'Identity')] [string] $Partition,
        [string[]] $Properties,
        [string] $Server
    )
    Get-Connected
    if ($PSCmdlet.ParameterSetName -eq 'LdapFilter') { throw 'not played' }
    $found = if ($PSCmdlet.ParameterSetName -eq 'Filter') { Select-Filtered $script:Directory.Managed $Filter } else { Find-Account $script:Directory.Managed $Identity }
    if ($null -eq $found -and $PSCmdlet.ParameterSetName -eq 'Identity') { throw "Cannot find an object with identity: '$Identity' under: 'DC=contoso,DC=com'." }
    foreach ($account in $found) { Select-Shown $account @('DistinguishedName', 'Enabled', 'Name', 'SamAccountName', 'SID') $Properties }
}

function Remove-ADServiceAccount {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param ([object] $AuthType, [pscredential] $Credential, [Parameter(Mandatory, Position = 0)] [object] $Identity, [string] $Partition, [string] $Server)
    Get-Connected
    $found = Find-Account $script:Directory.Managed $Identity
    if ($null -eq $found) { throw "Cannot find an object with identity: '$Identity'" }
    if ($PSCmdlet.ShouldProcess($found.DistinguishedName)) { $script:Directory.Managed.Remove($found.SID) }
}

function Install-ADServiceAccount {
    [CmdletBinding(SupportsShouldProcess)]
    param (
        [securestring] $AccountPassword, [object] $AuthType, [switch] $Force, [Parameter(Mandatory, Position = 0)] [object] $Identity, [switch] $PromptForPassword
    )
    Get-Connected
    $found = Find-Account $script:Directory.Managed $Identity
    if ($null -eq $found) { throw "Cannot find an object with identity: '$Identity'" }
    if ($PSCmdlet.ShouldProcess($Identity)) { $script:Directory.Installed += $found.SID }
}

function Test-ADServiceAccount {
    [CmdletBinding()]
    param ([object] $AuthType, [Parameter(Mandatory, Position = 0)] [object] $Identity)
    Get-Connected
    $found = Find-Account $script:Directory.Managed $Identity
    $allowed = $null -ne $found -and ([System.Environment]::MachineName + '$') -in $found.PrincipalsAllowedToRetrieveManagedPassword
    if (-not $allowed) { Write-Warning "Test failed for Managed Service Account $Identity. If standalone Managed Service Account, the account is linked to another computer object." }
    $allowed -and $found.SID -in $script:Directory.Installed
}

Reset-DirectoryStandIn > $null
Export-ModuleMember -Function Reset-DirectoryStandIn, *-AD*
