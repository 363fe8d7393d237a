function Read-TaskAccount {
    # The account as it is installed, for a call that names none. Without its password: the tasks stay as they are registered.
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [AllowNull()] [pscustomobject] $Record
    )

    if ($null -ne $Record) {
        return [pscustomobject]@{ Sid = $Record.account.sid; Name = $Record.account.name; Kind = $Record.account.kind; Credential = $null }
    }
    $name = Read-Answer -Question $Text.InstallAskAccount -Instead '-Credential, -GroupManagedServiceAccount'
    if ($name.Trim().EndsWith('$')) {
        return Resolve-TaskAccount -GroupManagedServiceAccount $name.Trim()
    }
    $password = Read-Answer -Question ($Text.InstallAskPassword -f $name.Trim()) -Instead '-Credential' -AsSecret
    Resolve-TaskAccount -Credential ([pscredential]::new($name.Trim(), $password))
}
