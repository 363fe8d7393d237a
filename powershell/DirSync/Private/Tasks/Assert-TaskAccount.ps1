function Assert-TaskAccount {
    <#
    .SYNOPSIS
    Refuses what a task of ours does not run as: SYSTEM, LOCAL SERVICE and NETWORK SERVICE (too many rights, or shared with other services), virtual
    accounts (Task Scheduler takes none), and groups.
    .NOTES
    An account of a domain or a machine is S-1-5-21-..., one of Microsoft Entra ID S-1-12-1-....
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Sid,
        [Parameter(Mandatory)] [string] $Name
    )

    if ($Sid -match '^S-1-5-21-\d+-\d+-\d+-\d+$' -or $Sid -match '^S-1-12-1-') {
        return
    }
    $fault = @{
        Id = 'TaskAccountRefused'
        Category = 'InvalidArgument'
        Target = $Name
        Seen = $Text.TaskAccountRefused -f $Name, $Sid
        Remedy = $Text.TaskAccountRefusedRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
