function Remove-TaskByName {
    # Unregisters a task of ours. Gives whether there was one.
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Name
    )

    if ($null -eq (Get-ScheduledTaskOrNull -Name $Name)) {
        return $false
    }
    try {
        (Connect-TaskScheduler).GetFolder('\DirSync').DeleteTask($Name, 0)
    }
    catch {
        throw (New-TaskErrorRecord -Code (Get-ExceptionCode -Exception $_.Exception) -Target "\DirSync\$Name" -Cause $_.Exception)
    }
    $true
}
