function New-DirSyncErrorRecord {
    <#
    .SYNOPSIS
    Makes the one error record of a failure. Private functions throw it, the exported one hands it to ThrowTerminatingError.
    .PARAMETER Id
    Stable, of letters, digits, dots and underscores: a code of the executable, or a key of our own.
    .PARAMETER Seen
    Names the object, what was seen, and what was expected.
    .PARAMETER Remedy
    What to do. PowerShell 7 shows it as "Recommendation".
    .PARAMETER Cause
    The exception behind it.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [string] $Id,
        [Parameter(Mandatory)] [System.Management.Automation.ErrorCategory] $Category,
        [AllowNull()] [object] $Target,
        [Parameter(Mandatory)] [string] $Seen,
        [Parameter(Mandatory)] [string] $Remedy,
        [AllowNull()] [System.Exception] $Cause
    )

    $exception = [System.InvalidOperationException]::new($Seen, $Cause)
    $record = [System.Management.Automation.ErrorRecord]::new($exception, $Id, $Category, $Target)
    # Windows PowerShell shows no recommendation: there the message must carry it.
    $shown = if ($PSVersionTable.PSVersion.Major -ge 7) { $Seen } else { "$Seen $Remedy" }
    $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($shown)
    $record.ErrorDetails.RecommendedAction = $Remedy
    $record
}
