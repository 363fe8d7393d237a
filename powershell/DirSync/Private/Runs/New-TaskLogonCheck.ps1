function New-TaskLogonCheck {
    <#
    .SYNOPSIS
    The failed check of a task that ended without the program's word, with Task Scheduler's last result in words.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Check')]
    param (
        [Parameter(Mandatory)] [int] $Code
    )

    $result = Get-TaskResultText -Code $Code
    [pscustomobject]@{
        PSTypeName = 'DirSync.Check'
        Status = 'fail'
        Area = 'task'
        Id = 'task.logon'
        Object = '\DirSync\Test'
        Seen = $Text.CoreLogonFailed -f $result.Code, $result.Text
        Expected = $Text.CoreLogonExpected
        Remedy = if ($result.Remedy -eq '') { $Text.CoreResultUnknownRemedy } else { $result.Remedy }
        Account = $null
        ComputerName = [System.Environment]::MachineName
    }
}
