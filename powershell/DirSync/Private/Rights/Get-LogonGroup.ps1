function Get-LogonGroup {
    <#
    .SYNOPSIS
    The SIDs that stand in an account's token when a task runs as it, apart from its own: its groups, and those that a batch logon adds.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $Sid
    )

    try {
        $groups = @(Get-AccountGroupSid -Sid $Sid)
    }
    catch {
        $fault = @{
            Id = 'RightsGroupsUnreadable'
            Category = 'ResourceUnavailable'
            Target = $Sid
            Seen = $Text.RightsGroupsUnreadable -f (ConvertFrom-DirSyncSid -Sid $Sid), $_.Exception.Message
            Remedy = $Text.RightsGroupsUnreadableRemedy
            Cause = $_.Exception
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    # Everyone, Authenticated Users, BATCH; NETWORK and INTERACTIVE belong to other kinds of logon.
    $own = @('S-1-1-0', 'S-1-5-11', 'S-1-5-3')
    if (Test-LocalAccount -Sid $Sid) {
        $own += 'S-1-5-113'
        if ($groups -contains 'S-1-5-32-544') {
            $own += 'S-1-5-114'
        }
    }
    @($groups) + $own | Where-Object { $_ -notin 'S-1-5-2', 'S-1-5-4' } | Select-Object -Unique
}
