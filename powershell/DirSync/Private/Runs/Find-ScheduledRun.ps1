function Find-ScheduledRun {
    <#
    .SYNOPSIS
    One of our tasks in Task Scheduler; null where it is not registered.
    .NOTES
    https://learn.microsoft.com/windows/win32/taskschd/registeredtask
    #>
    [CmdletBinding()]
    [OutputType([object])]
    param (
        [Parameter(Mandatory)] [ValidateSet('Sync', 'Plan', 'Test')] [string] $Name
    )

    $scheduler = Connect-TaskScheduler
    try {
        $folder = $scheduler.GetFolder('\DirSync')
        $folder.GetTask($Name)
    }
    catch {
        # ERROR_FILE_NOT_FOUND: no such task; ERROR_PATH_NOT_FOUND: no such folder.
        if ((Get-HResult -Exception $_.Exception) -in '0x80070002', '0x80070003') {
            return $null
        }
        throw
    }
}
