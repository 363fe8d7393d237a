function Install-BatchRight {
    <#
    .SYNOPSIS
    The batch right for the task's account, as Grant-BatchRight gives it; what it granted is in the record, and taken back by the undo.
    .OUTPUTS
    What was done, in words; nothing when the account had it.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Account,
        [Parameter(Mandatory)] [string] $Mode,
        [AllowEmptyCollection()] [string[]] $DefineList = @(),
        [Parameter(Mandatory)] [pscustomobject] $Record,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $given = Grant-BatchRight -Sid $Account.Sid -Mode $Mode -DefineList $DefineList
    if ($null -eq $given -or -not $given.granted) {
        return
    }
    Add-Undo -Undo $Undo -What 'SeBatchLogonRight' -With @{ Sid = $Account.Sid; By = $given.by; Gpo = "$($given.gpo)" } -Action {
        param ($Sid, $By, $Gpo)
        Revoke-BatchRight -Sid $Sid -By $By -Gpo $Gpo -Confirm:$false
    }
    $Record.batchRight = [pscustomobject]@{ granted = $true; by = $given.by; gpo = $given.gpo }
    $Text.InstallRightGranted -f $Account.Name, $given.by
}
