function Set-TaskEnabled {
    <#
    .SYNOPSIS
    Enables or disables a task of ours. Gives whether that changed anything.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [bool] $Enabled,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $task = Get-ScheduledTaskOrNull -Name $Name
    if ($null -eq $task) {
        throw (New-TaskMissingRecord -Name $Name)
    }
    if ($task.Enabled -eq $Enabled) {
        return $false
    }
    Add-Undo -Undo $Undo -What "\DirSync\$Name" -With @{ Name = $Name; Enabled = -not $Enabled } -Action {
        param ($Name, $Enabled)
        $task = Get-ScheduledTaskOrNull -Name $Name
        if ($null -ne $task) {
            $task.Enabled = $Enabled
        }
    }
    try {
        $task.Enabled = $Enabled
    }
    catch {
        throw (New-TaskErrorRecord -Code (Get-ExceptionCode -Exception $_.Exception) -Target "\DirSync\$Name" -Cause $_.Exception)
    }
    $true
}
