function New-TaskResultRecord {
    <#
    .SYNOPSIS
    The error record of a task that ended without a word of the program: the account could not log on, or the program not start.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [int] $Code
    )

    $result = Get-TaskResultText -Code $Code
    $remedy = if ($result.Remedy -eq '') { $Text.CoreExitCodeRemedy } else { $result.Remedy }
    $fault = @{
        Id = 'CoreTaskFailed'
        Category = 'InvalidResult'
        Target = "\DirSync\$Name"
        Seen = $Text.CoreTaskFailed -f "\DirSync\$Name", $result.Code, $result.Text
        Remedy = $remedy
    }
    New-DirSyncErrorRecord @fault
}
