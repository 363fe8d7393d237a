function New-UpdateRefusedRecord {
    # The error record of an update that is not begun. The id names the texts.
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param (
        [Parameter(Mandatory)] [ValidateSet('InstallNoArchive', 'InstallOlder')] [string] $Id,
        [Parameter(Mandatory)] [string] $Target,
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $From,
        [Parameter(Mandatory)] [string] $To
    )

    $fault = @{
        Id = $Id
        Category = 'InvalidOperation'
        Target = $Target
        Seen = $Text[$Id] -f $Target, $From, $To
        Remedy = $Text["${Id}Remedy"]
    }
    New-DirSyncErrorRecord @fault
}
