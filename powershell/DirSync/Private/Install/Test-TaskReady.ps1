function Test-TaskReady {
    # Whether the three tasks are registered as this version defines them, for this account: then they need no password again.
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Layout,
        [Parameter(Mandatory)] [string] $Sid,
        [Parameter(Mandatory)] [timespan] $MaxDuration
    )

    $limit = [System.Xml.XmlConvert]::ToString($MaxDuration.Add([timespan]::FromMinutes(15)))
    foreach ($name in Get-TaskName) {
        $task = Get-ScheduledTaskOrNull -Name $name
        if ($null -eq $task) {
            return $false
        }
        $definition = ([xml] $task.Xml).Task
        $same = (ConvertTo-DirSyncSid -Account $definition.Principals.Principal.UserId) -eq $Sid -and
            $definition.Actions.Exec.Command -eq $Layout.Program -and
            $definition.Actions.Exec.Arguments -ceq (Get-TaskArgument -Name $name -Layout $Layout) -and
            $definition.Settings.ExecutionTimeLimit -eq $limit
        if (-not $same) {
            return $false
        }
    }
    $true
}
