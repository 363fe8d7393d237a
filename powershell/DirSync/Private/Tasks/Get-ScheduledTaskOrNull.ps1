function Get-ScheduledTaskOrNull {
    # A task of ours as Task Scheduler has it (IRegisteredTask); null where it is not registered.
    [CmdletBinding()]
    [OutputType([object])]
    param (
        [Parameter(Mandatory)] [string] $Name
    )

    try {
        $folder = (Connect-TaskScheduler).GetFolder('\DirSync')
        $folder.GetTask($Name)
    }
    catch {
        # ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND
        if ((Get-ExceptionCode -Exception $_.Exception) -notin 0x80070002, 0x80070003) {
            throw (New-TaskErrorRecord -Code (Get-ExceptionCode -Exception $_.Exception) -Target "\DirSync\$Name" -Cause $_.Exception)
        }
    }
}
