function Connect-TaskScheduler {
    # The Task Scheduler service of this machine, connected (COM class Schedule.Service): the only place that makes it.
    # By COM, since Register-ScheduledTask's -Password is plain text that module logging records (event 4103).
    # https://learn.microsoft.com/windows/win32/taskschd/taskservice
    [CmdletBinding()]
    [OutputType([object])]
    param ()

    $service = New-Object -ComObject 'Schedule.Service'
    $service.Connect()
    $service
}
