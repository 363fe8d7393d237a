function ConvertFrom-TaskTime {
    <#
    .SYNOPSIS
    A time of Task Scheduler; null for the days of 1899 and 1999 by which it means never.
    #>
    [CmdletBinding()]
    [OutputType([datetime])]
    param (
        [Parameter(Mandatory)] [datetime] $Time
    )

    if ($Time.Year -lt 2000) {
        return $null
    }
    $Time
}
