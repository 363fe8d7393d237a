function New-UserRightTemplate {
    <#
    .SYNOPSIS
    The text of a security template of one user right alone. Applied, it replaces the list of that right's holders and touches no other.
    .PARAMETER Holder
    All who shall hold it, as templates write them: *S-1-... or a name. Empty: nobody.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Holder
    )

    $lines = @(
        '[Unicode]'
        'Unicode=yes'
        '[Version]'
        'signature="$CHICAGO$"'
        'Revision=1'
        '[Privilege Rights]'
        '{0} = {1}' -f $Right, ($Holder -join ',')
        ''
    )
    $lines -join "`r`n"
}
