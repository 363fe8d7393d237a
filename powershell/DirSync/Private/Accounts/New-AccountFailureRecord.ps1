function New-AccountFailureRecord {
    <#
    .SYNOPSIS
    The error record of an account that could not be made, or is not what it should be.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [string] $Id,
        [Parameter(Mandatory)] [string] $Account,
        [AllowNull()] [AllowEmptyString()] [string] $Detail,
        [AllowNull()] [System.Exception] $Cause,
        [System.Management.Automation.ErrorCategory] $Category = 'InvalidOperation'
    )

    $fault = @{
        Id = $Id
        Category = $Category
        Target = $Account
        Seen = $Text[$Id] -f $Account, $Detail
        Remedy = $Text["${Id}Remedy"] -f $Account, $Detail
        Cause = $Cause
    }
    New-DirSyncErrorRecord @fault
}
