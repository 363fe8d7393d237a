function Get-DirSyncSddl {
    <#
    .SYNOPSIS
    Owner and access list of each kind of place. SYSTEM and Administrators may do all, what an account besides may do follows.
    .DESCRIPTION
    Data: the task's account reads. Work (state, logs, plans): it makes, changes and deletes files, no folders. Kept: it reads, and can't delete:
    a junction needs an empty folder. Secret: it reads. Program: it and Users read and execute (a gMSA is no Domain User).
    .PARAMETER Sid
    The task's account; empty: none has access.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [ValidateSet('Data', 'Work', 'Kept', 'Secret', 'Program')] [string] $Kind,
        [AllowEmptyString()] [string] $Sid
    )

    $asFolder = 'O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'
    $asFile = 'O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)'
    $own = switch ($Kind) {
        'Data' { $asFolder, '(A;OICI;0x1200a9;;;{0})' }
        'Work' { $asFolder, '(A;;0x1200ab;;;{0})(A;OIIO;0x1301bf;;;{0})' }
        'Kept' { $asFile, '(A;;FR;;;{0})' }
        'Secret' { $asFile, '(A;;FR;;;{0})' }
        'Program' { ($asFolder + '(A;OICI;0x1200a9;;;BU)'), '(A;OICI;0x1200a9;;;{0})' }
    }
    if ([string]::IsNullOrEmpty($Sid)) {
        return $own[0]
    }
    $own[0] + ($own[1] -f $Sid)
}
