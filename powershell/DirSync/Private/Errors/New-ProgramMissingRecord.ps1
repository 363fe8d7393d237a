function New-ProgramMissingRecord {
    <#
    .SYNOPSIS
    The error record of a machine on which the program is not installed.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [AllowNull()] [AllowEmptyString()] [string] $Program
    )

    $place = if ([string]::IsNullOrEmpty($Program)) { 'dirsync (PATH)' } else { $Program }
    $fault = @{
        Id = 'CoreProgramMissing'
        Category = 'ObjectNotFound'
        Target = $place
        Seen = $Text.CoreProgramMissing -f $place
        Remedy = $Text.CoreProgramMissingRemedy
    }
    New-DirSyncErrorRecord @fault
}
