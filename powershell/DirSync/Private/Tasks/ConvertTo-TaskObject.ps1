function ConvertTo-TaskObject {
    # A registered task as an object (DirSync.Task).
    [CmdletBinding()]
    [OutputType('DirSync.Task')]
    param (
        [Parameter(Mandatory)] [object] $Task
    )

    $definition = ([xml] $Task.Xml).Task
    $sid = ConvertTo-DirSyncSid -Account $definition.Principals.Principal.UserId
    $every = $null
    $interval = $definition.SelectSingleNode('.//*[local-name()="Interval"]')
    if ($null -ne $interval) {
        $every = [System.Xml.XmlConvert]::ToTimeSpan($interval.InnerText)
    }
    [pscustomobject]@{
        PSTypeName = 'DirSync.Task'
        Task = $Task.Path
        Account = ConvertFrom-DirSyncSid -Sid $sid
        Enabled = [bool] $Task.Enabled
        Every = $every
        Command = $definition.Actions.Exec.Command
        Arguments = $definition.Actions.Exec.Arguments
    }
}
