function Find-RightHolder {
    <#
    .SYNOPSIS
    Which of a right's holders gives it to an account: its own SID before a group's; null when none does.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Sid,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Group,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Holder
    )

    if ($Sid -in $Holder) {
        return $Sid
    }
    foreach ($each in $Group) {
        if ($each -in $Holder) {
            return $each
        }
    }
}
