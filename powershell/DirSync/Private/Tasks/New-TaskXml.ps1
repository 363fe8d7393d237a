function New-TaskXml {
    <#
    .SYNOPSIS
    The definition of a task, for RegisterTask.
    .DESCRIPTION
    https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema. A repetition without Duration lasts for ever. Left out, the settings
    would keep a task from running on batteries (a UPS) and end it after three days.
    .PARAMETER Start
    Local time of the first run, for a task with a schedule.
    .PARAMETER Every
    Time between two runs; zero: the task has no schedule.
    .PARAMETER TimeLimit
    After it Task Scheduler kills the program.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Description,
        [Parameter(Mandatory)] [string] $UserId,
        [Parameter(Mandatory)] [string] $Command,
        [Parameter(Mandatory)] [string] $Argument,
        [Parameter(Mandatory)] [timespan] $TimeLimit,
        [timespan] $Every = [timespan]::Zero,
        [datetime] $Start,
        [switch] $Disabled
    )

    $parts = [ordered]@{
        RegistrationInfo = [ordered]@{ Author = 'DirSync'; Description = $Description }
        Triggers = [ordered]@{}
        Principals = [ordered]@{}
        Settings = [ordered]@{
            MultipleInstancesPolicy = 'IgnoreNew'
            DisallowStartIfOnBatteries = 'false'
            StopIfGoingOnBatteries = 'false'
            AllowHardTerminate = 'true'
            StartWhenAvailable = 'true'
            RunOnlyIfNetworkAvailable = 'false'
            AllowStartOnDemand = 'true'
            Enabled = (-not $Disabled).ToString().ToLowerInvariant()
            Hidden = 'false'
            RunOnlyIfIdle = 'false'
            WakeToRun = 'false'
            ExecutionTimeLimit = [System.Xml.XmlConvert]::ToString($TimeLimit)
            Priority = '7'
        }
    }
    $builder = [System.Text.StringBuilder]::new()
    $settings = [System.Xml.XmlWriterSettings]::new()
    $settings.Indent = $true
    # RegisterTask takes a UTF-16 text, which must declare nothing else.
    $settings.OmitXmlDeclaration = $true
    $writer = [System.Xml.XmlWriter]::Create($builder, $settings)
    $writer.WriteStartElement('Task', 'http://schemas.microsoft.com/windows/2004/02/mit/task')
    $writer.WriteAttributeString('version', '1.2')
    foreach ($part in $parts.Keys) {
        $writer.WriteStartElement($part)
        foreach ($name in $parts[$part].Keys) {
            $writer.WriteElementString($name, $parts[$part][$name])
        }
        if ($part -eq 'Triggers' -and $Every -gt [timespan]::Zero) {
            $writer.WriteStartElement('TimeTrigger')
            $writer.WriteElementString('Enabled', 'true')
            $writer.WriteElementString('StartBoundary', $Start.ToString('yyyy-MM-ddTHH:mm:ss', [System.Globalization.CultureInfo]::InvariantCulture))
            $writer.WriteStartElement('Repetition')
            $writer.WriteElementString('Interval', [System.Xml.XmlConvert]::ToString($Every))
            $writer.WriteElementString('StopAtDurationEnd', 'false')
            $writer.WriteEndElement()
            $writer.WriteEndElement()
        }
        if ($part -eq 'Principals') {
            $writer.WriteStartElement('Principal')
            $writer.WriteAttributeString('id', 'Author')
            $writer.WriteElementString('UserId', $UserId)
            $writer.WriteElementString('LogonType', 'Password')
            $writer.WriteElementString('RunLevel', 'LeastPrivilege')
            $writer.WriteEndElement()
        }
        $writer.WriteEndElement()
    }
    $writer.WriteStartElement('Actions')
    $writer.WriteAttributeString('Context', 'Author')
    $writer.WriteStartElement('Exec')
    $writer.WriteElementString('Command', $Command)
    $writer.WriteElementString('Arguments', $Argument)
    $writer.WriteEndElement()
    $writer.WriteEndElement()
    $writer.WriteEndElement()
    $writer.Dispose()
    $builder.ToString()
}
