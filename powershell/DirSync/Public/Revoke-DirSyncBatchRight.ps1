function Revoke-DirSyncBatchRight {
    <#
    .SYNOPSIS
    Takes the right to log on as a batch job from the account that it was granted to by Grant-DirSyncBatchRight or Install-DirSync.
    .DESCRIPTION
    Only what was granted by these, as install.json tells, is taken back, and only there where it was added: in the local policy, or in the GPO. A right
    that the account had before, or has through a group, stays. All other holders stay as they are. What was set is read back.
    .PARAMETER Account
    A name or a SID. Without it: the account that the tasks run as.
    .OUTPUTS
    DirSync.BatchRight, as Test-DirSyncBatchRight gives it afterwards, with Revoked (whether this call changed anything).
    .EXAMPLE
    Revoke-DirSyncBatchRight

    Takes back what the installation granted.
    .EXAMPLE
    Revoke-DirSyncBatchRight -WhatIf

    Shows what would be changed.
    .LINK
    Grant-DirSyncBatchRight
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType('DirSync.BatchRight')]
    param (
        [Parameter(Position = 0)] [string] $Account
    )

    try {
        Assert-WindowsHost -Cmdlet 'Revoke-DirSyncBatchRight'
        Assert-Elevated -Cmdlet 'Revoke-DirSyncBatchRight'
        $record = Get-RecordedBatchRight
        $sid = Resolve-BatchRightAccount -Account $Account -Record $record
        $revoked = $false
        if ($null -ne $record -and $record.Sid -eq $sid -and $record.Granted) {
            $taken = Revoke-BatchRight -Sid $sid -By $record.By -Gpo $record.Gpo
            $revoked = $taken.revoked
            if ($revoked) {
                Set-RecordedBatchRight -Record $record -By 'none'
            }
        }
        else {
            Write-Warning -Message ($Text.RightsNotGrantedByUs -f (ConvertFrom-DirSyncSid -Sid $sid))
        }
        $right = Test-BatchRight -Sid $sid
        $right | Add-Member -NotePropertyMembers @{ Revoked = $revoked }
        $right
    }
    catch {
        $PSCmdlet.ThrowTerminatingError((ConvertTo-FailureRecord -Record $_ -Cmdlet 'Revoke-DirSyncBatchRight'))
    }
}
