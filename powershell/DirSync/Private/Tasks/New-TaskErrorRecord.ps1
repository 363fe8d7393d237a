function New-TaskErrorRecord {
    <#
    .SYNOPSIS
    The error record of what Task Scheduler refused, in words where the code is a known one.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [int] $Code,
        [Parameter(Mandatory)] [string] $Target,
        [AllowNull()] [System.Exception] $Cause
    )

    $known = @{
        0x8007052E = @('TaskPasswordWrong', 'AuthenticationError')
        0x80070532 = @('TaskPasswordExpired', 'AuthenticationError')
        0x80070533 = @('TaskAccountDisabled', 'AuthenticationError')
        0x80070520 = @('TaskPasswordsForbidden', 'PermissionDenied')
        0x80070534 = @('TaskAccountUnknown', 'ObjectNotFound')
        0x80070569 = @('TaskBatchRightMissing', 'PermissionDenied')
        0x80070005 = @('TaskAccessDenied', 'PermissionDenied')
    }
    $id, $category = $known[$Code]
    if ($null -eq $id) {
        $id = 'TaskRefused'
        $category = 'InvalidOperation'
    }
    $said = if ($null -ne $Cause) { $Cause.Message } else { '' }
    $fault = @{
        Id = $id
        Category = $category
        Target = $Target
        Seen = $Text[$id] -f $Target, ('0x{0:X8}' -f $Code), $said
        Remedy = $Text["${id}Remedy"]
        Cause = $Cause
    }
    New-DirSyncErrorRecord @fault
}
