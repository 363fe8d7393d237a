function New-DirSyncAccount {
    <#
    .SYNOPSIS
    Makes an account for Directory Sync: the one that runs the tasks, or the one that reads the directory.
    .DESCRIPTION
    The account has no rights but those that every user has. Its password is 64 random characters, shown to nobody, and never expires: it is in
    the Credential that comes back, for Install-DirSync or Set-DirSyncSecret, and nowhere else. A group managed service account has no password
    to keep at all. Accounts of a domain are made with Microsoft's ActiveDirectory module (RSAT). What was made is read back; what is not as it
    should be is deleted again.
    .PARAMETER Purpose
    Task: runs the scheduled tasks. It still needs the right to log on as a batch job (Grant-DirSyncBatchRight, or Install-DirSync).
    Directory: a user of the domain that reads users and groups over LDAP. Where config.yml names it already, its password is stored, and what it
    sees is proven by the program's checks of the directory.
    .PARAMETER Name
    The account's name, 20 characters at most; 15 for a group managed service account, without the $.
    .PARAMETER Type
    Local (not on a domain controller), User (of the domain) or GroupManaged. Without it: User in a domain, else Local.
    .PARAMETER Path
    The organizational unit (DN) for an account of the domain. Without it: the domain's default container.
    .PARAMETER Computer
    The machines that may use a group managed service account. Without it: this one.
    .PARAMETER CreateKdsRootKey
    Makes the KDS root key of the forest, should there be none. It takes ten hours until a group managed service account can be made.
    .PARAMETER GrantDeletedObjects
    Lets a Directory account list and read CN=Deleted Objects, so that a deletion is seen as such at once. A domain administrator does it once;
    Domain Admins becomes the owner of that container, if nobody may read its access list yet.
    .PARAMETER Server
    The domain controller, or the domain, to make the account in.
    .PARAMETER Credential
    Who makes it. Without it: you.
    .OUTPUTS
    DirSync.Account: Name, Sid, Purpose, Type, Created, DistinguishedName, Credential, SeesDeletedObjects, Checks, Next.
    .EXAMPLE
    $account = New-DirSyncAccount -Purpose Task -Name 'svc-dirsync'
    Install-DirSync -Credential $account.Credential -ConfigPath .\config.yml

    An account for the tasks, and the installation with it.
    .EXAMPLE
    New-DirSyncAccount -Purpose Task -Type GroupManaged -Name 'gmsa-dirsync'

    A group managed service account for this machine.
    .EXAMPLE
    New-DirSyncAccount -Purpose Directory -Name 'svc-dirsync-ad' -Path 'OU=Service,DC=contoso,DC=com' -GrantDeletedObjects

    The account that reads the directory, which sees deleted objects too.
    .LINK
    Grant-DirSyncBatchRight
    .LINK
    Set-DirSyncSecret
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType('DirSync.Account')]
    param (
        [Parameter(Mandatory, Position = 0)] [ValidateSet('Task', 'Directory')] [string] $Purpose,
        [Parameter(Mandatory, Position = 1)] [ValidateNotNullOrEmpty()] [string] $Name,
        [ValidateSet('Local', 'User', 'GroupManaged')] [string] $Type,
        [string] $Path,
        [string[]] $Computer = @([System.Environment]::MachineName),
        [switch] $CreateKdsRootKey,
        [switch] $GrantDeletedObjects,
        [string] $Server,
        [pscredential] $Credential
    )

    try {
        Assert-WindowsHost -Cmdlet 'New-DirSyncAccount'
        $role = (Get-ComputerRole).DomainRole
        $kind = Resolve-AccountType -Purpose $Purpose -Type $Type -Row (Get-PreparationRow -DomainRole $role)
        Assert-AccountName -Name $Name -Type $kind
        if ($kind -ne 'User') {
            # A local account is made, and a managed one installed, on this machine.
            Assert-Elevated -Cmdlet "New-DirSyncAccount -Type $kind"
        }
        $description = if ($Purpose -eq 'Task') { $Text.AccountDescriptionTask } else { $Text.AccountDescriptionDirectory }
        if ($kind -eq 'Local') {
            $account = New-LocalTaskAccount -Name $Name -Description $description
        }
        else {
            $connection = @{}
            if (-not [string]::IsNullOrEmpty($Server)) {
                $connection['Server'] = $Server
            }
            if ($null -ne $Credential) {
                $connection['Credential'] = $Credential
            }
            Import-DirectoryModule -DomainRole $role
            $domain = Get-AccountDomain -Connection $connection
            $common = @{ Name = $Name; Description = $description; Path = $Path; Connection = $connection; Domain = $domain }
            if ($kind -eq 'User') {
                $account = New-DomainUserAccount @common -Purpose $Purpose
            }
            else {
                $account = New-GroupManagedAccount @common -Computer $Computer -CreateKdsRootKey:$CreateKdsRootKey
            }
        }
        if ($null -eq $account) {
            return
        }
        $next = if ($kind -eq 'GroupManaged') { $Text.AccountNextManaged } else { $Text.AccountNextCredential }
        $account.Next = $next -f $account.Name
        if ($Purpose -eq 'Directory') {
            Complete-DirectoryAccount -Account $account -Domain $domain -GrantDeletedObjects:$GrantDeletedObjects -Credential $Credential
        }
        $account
    }
    catch {
        $PSCmdlet.ThrowTerminatingError((ConvertTo-FailureRecord -Record $_ -Cmdlet 'New-DirSyncAccount'))
    }
}
