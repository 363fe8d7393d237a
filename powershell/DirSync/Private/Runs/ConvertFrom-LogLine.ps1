function ConvertFrom-LogLine {
    <#
    .SYNOPSIS
    The problem that a line of the log tells of; null where it tells of none.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Line
    )

    if ($Line -notmatch '"remedy":') {
        return $null
    }
    try {
        $entry = ConvertFrom-Json -InputObject $Line
    }
    catch {
        return $null
    }
    $names = $entry.PSObject.Properties.Name
    foreach ($needed in 'time', 'level', 'code', 'message', 'remedy') {
        if ($needed -notin $names) {
            return $null
        }
    }
    [pscustomobject]@{
        Time = (ConvertTo-LocalTime -Time $entry.time).ToUniversalTime()
        code = $entry.code
        severity = if ($entry.level -eq 'error') { 'error' } else { 'warning' }
        object = if ('object' -in $names) { "$($entry.object)" } else { '' }
        message = $entry.message
        remedy = $entry.remedy
    }
}
