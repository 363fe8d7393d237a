function Get-TaskInterval {
    <#
    .SYNOPSIS
    How often a task is repeated, by its definition; null where it is not.
    #>
    [CmdletBinding()]
    [OutputType([timespan])]
    param (
        [Parameter(Mandatory)] [string] $Xml
    )

    $definition = [System.Xml.XmlDocument]::new()
    $definition.XmlResolver = $null
    $definition.LoadXml($Xml)
    $interval = $definition.SelectSingleNode("//*[local-name()='Repetition']/*[local-name()='Interval']")
    if ($null -eq $interval) {
        return $null
    }
    [System.Xml.XmlConvert]::ToTimeSpan($interval.InnerText)
}
