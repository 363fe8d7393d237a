function New-TaskMissingRecord {
    # The error record of a task that is not registered.
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [string] $Name
    )

    $fault = @{
        Id = 'TaskMissing'
        Category = 'ObjectNotFound'
        Target = "\DirSync\$Name"
        Seen = $Text.TaskMissing -f "\DirSync\$Name"
        Remedy = $Text.TaskMissingRemedy
    }
    New-DirSyncErrorRecord @fault
}
