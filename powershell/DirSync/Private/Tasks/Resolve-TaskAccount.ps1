function Resolve-TaskAccount {
    <#
    .SYNOPSIS
    The account that the tasks run as, of what the administrator gave.
    .OUTPUTS
    Sid, Name (as RegisterTask takes it), Kind (password, gmsa), Credential
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [AllowNull()] [pscredential] $Credential,
        [AllowEmptyString()] [string] $GroupManagedServiceAccount
    )

    $kind = 'password'
    $given = ''
    if (-not [string]::IsNullOrEmpty($GroupManagedServiceAccount)) {
        $kind = 'gmsa'
        $given = $GroupManagedServiceAccount
        if (-not $given.EndsWith('$')) {
            $given += '$'
        }
    }
    else {
        $given = $Credential.UserName
    }
    $sid = ConvertTo-DirSyncSid -Account $given
    if ([string]::IsNullOrEmpty($sid)) {
        $fault = @{
            Id = 'TaskAccountUnknown'
            Category = 'ObjectNotFound'
            Target = $given
            Seen = $Text.TaskAccountUnknown -f $given
            Remedy = $Text.TaskAccountUnknownRemedy
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    Assert-TaskAccount -Sid $sid -Name $given
    if ($kind -eq 'password') {
        Assert-PasswordStorable -Name $given -Password $Credential.Password
    }
    $name = ConvertFrom-DirSyncSid -Sid $sid
    if ($name -eq $sid) {
        $name = $given
    }
    [pscustomobject]@{ Sid = $sid; Name = $name; Kind = $kind; Credential = $Credential }
}
