function Get-TaskSchedule {
    <#
    .SYNOPSIS
    When the registered task Sync starts: Start (local time), Every; null where it is not registered or has another trigger than ours.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param ()

    $task = Get-ScheduledTaskOrNull -Name 'Sync'
    if ($null -eq $task) {
        return
    }
    $definition = [xml] $task.Xml
    $names = [System.Xml.XmlNamespaceManager]::new($definition.NameTable)
    $names.AddNamespace('t', 'http://schemas.microsoft.com/windows/2004/02/mit/task')
    $start = $definition.SelectSingleNode('//t:TimeTrigger/t:StartBoundary', $names)
    $every = $definition.SelectSingleNode('//t:TimeTrigger/t:Repetition/t:Interval', $names)
    if ($null -eq $start -or $null -eq $every) {
        return
    }
    [pscustomobject]@{
        Start = [System.Xml.XmlConvert]::ToDateTime($start.InnerText, [System.Xml.XmlDateTimeSerializationMode]::Unspecified)
        Every = [System.Xml.XmlConvert]::ToTimeSpan($every.InnerText)
    }
}
