function Submit-PlanDecision {
    <#
    .SYNOPSIS
    Has the executable approve or reject what was held.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Decision')]
    param (
        [Parameter(Mandatory)] [ValidateSet('approve', 'reject')] [string] $Command,
        [Parameter(Mandatory)] [string] $Id
    )

    # An id that begins with a hyphen must not be taken for an option.
    $document = Invoke-DirSyncExecutable -Argument $Command, '--', $Id
    [pscustomobject]@{
        PSTypeName = 'DirSync.Decision'
        Id = $document.heldId
        Decision = if ($Command -eq 'approve') { 'Approved' } else { 'Rejected' }
        Entries = $document.entries
        Expires = ConvertTo-LocalTime -Time $document.expires
    }
}
