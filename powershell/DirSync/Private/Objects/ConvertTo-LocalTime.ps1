function ConvertTo-LocalTime {
    <#
    .SYNOPSIS
    A time of a document (ISO 8601, UTC) as this machine's local time; null stays null. Some versions of PowerShell have made a date of it.
    #>
    [CmdletBinding()]
    [OutputType([datetime])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [AllowEmptyString()] [object] $Time
    )

    if ($null -eq $Time -or $Time -eq '') {
        return $null
    }
    if ($Time -is [datetime]) {
        return $Time.ToLocalTime()
    }
    $invariant = [System.Globalization.CultureInfo]::InvariantCulture
    [datetime]::Parse($Time, $invariant, [System.Globalization.DateTimeStyles]::RoundtripKind).ToLocalTime()
}
