function Get-MaxDuration {
    # run.max_duration of the configuration: after it a run ends by itself.
    [CmdletBinding()]
    [OutputType([timespan])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Entry
    )

    [timespan]::FromMinutes([double] (Get-ConfigValue -Entry $Entry -Key 'run.max_duration'))
}
