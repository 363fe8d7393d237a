function Get-ExitCodeCategory {
    <#
    .SYNOPSIS
    The error category of an exit code of the executable (docs/exit-codes.md).
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorCategory])]
    param (
        [Parameter(Mandatory)] [int] $ExitCode
    )

    switch ($ExitCode) {
        2 { 'InvalidArgument' }
        3 { 'WriteError' }
        4 { 'SecurityError' }
        5 { 'ResourceUnavailable' }
        6 { 'ConnectionError' }
        7 { 'ResourceBusy' }
        8 { 'InvalidData' }
        130 { 'OperationStopped' }
        default { 'NotSpecified' }
    }
}
