function Assert-TaskRegistered {
    # Reads back what was registered: its account, and that nobody else may start or change it.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [pscustomobject] $Account
    )

    $task = Get-ScheduledTaskOrNull -Name $Name
    if ($null -eq $task) {
        throw (New-TaskMissingRecord -Name $Name)
    }
    $definition = [xml] $task.Xml
    $user = $definition.Task.Principals.Principal.UserId
    # DACL_SECURITY_INFORMATION
    $sddl = $task.GetSecurityDescriptor(4)
    if ((ConvertTo-DirSyncSid -Account $user) -eq $Account.Sid -and $sddl -notmatch '\(A;[^;]*;[^;]*;;;(?!SY\)|BA\)|S-1-5-18\)|S-1-5-32-544\))') {
        return
    }
    $fault = @{
        Id = 'TaskNotAsRegistered'
        Category = 'InvalidResult'
        Target = "\DirSync\$Name"
        Seen = $Text.TaskNotAsRegistered -f "\DirSync\$Name", $user, $sddl, $Account.Name
        Remedy = $Text.TaskNotAsRegisteredRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
