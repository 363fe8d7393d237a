function New-TaskFaultRecord {
    <#
    .SYNOPSIS
    The error record of a task that can't be started as it is. The id names the texts.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [ValidateSet('CoreTaskMissing', 'CoreTaskRunning', 'CoreTaskDisabled')] [string] $Id,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [System.Management.Automation.ErrorCategory] $Category
    )

    $path = "\DirSync\$Name"
    $fault = @{
        Id = $Id
        Category = $Category
        Target = $path
        Seen = $Text[$Id] -f $path
        Remedy = $Text["${Id}Remedy"]
    }
    New-DirSyncErrorRecord @fault
}
