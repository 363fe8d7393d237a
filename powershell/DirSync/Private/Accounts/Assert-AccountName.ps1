function Assert-AccountName {
    <#
    .SYNOPSIS
    Refuses a name that Windows would refuse as sAMAccountName, or cut.
    .NOTES
    https://learn.microsoft.com/windows/win32/adschema/a-samaccountname: 20 characters for a user; a managed service account has 15, to which
    Windows adds the $.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [ValidateSet('Local', 'User', 'GroupManaged')] [string] $Type
    )

    $most = if ($Type -eq 'GroupManaged') { 15 } else { 20 }
    $seen = $null
    if ($Name.Length -gt $most) {
        $seen = $Text.AccountNameTooLong -f $Name, $Name.Length, $most
    }
    elseif ($Name -match '["/\\\[\]:;|=,+*?<>@$''\x00-\x1f]') {
        $seen = $Text.AccountNameCharacter -f $Name, $Matches[0]
    }
    elseif ($Name -match '^[ .]*$|^ | $|\.$') {
        $seen = $Text.AccountNameShape -f $Name
    }
    elseif ($Name -eq [System.Environment]::MachineName) {
        $seen = $Text.AccountNameOfMachine -f $Name
    }
    if ($null -eq $seen) {
        return
    }
    $fault = @{
        Id = 'AccountName'
        Category = 'InvalidArgument'
        Target = $Name
        Seen = $seen
        Remedy = $Text.AccountNameRemedy -f $most
    }
    throw (New-DirSyncErrorRecord @fault)
}
