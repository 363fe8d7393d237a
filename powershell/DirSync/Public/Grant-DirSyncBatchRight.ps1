function Grant-DirSyncBatchRight {
    <#
    .SYNOPSIS
    Lets an account log on as a batch job on this machine ("Log on as a batch job", SeBatchLogonRight), with the smallest change that lasts.
    .DESCRIPTION
    Where the account holds the right already, through a group too, nothing is changed. Where no group policy object (GPO) defines the right, it is
    added to the local policy. Where one does, that one's list replaces the local one, so the local policy is of no use: the GPO is named, and only
    -BatchRight Policy changes it. That needs a domain administrator, is done on the PDC emulator, keeps a copy of the template, leaves all other
    holders as they are, and asks first. On a domain controller the local policy is never changed. What was set is read back.
    .PARAMETER Account
    A name (DOMAIN\name, name@domain, .\name) or a SID. Without it: the account that the tasks run as.
    .PARAMETER BatchRight
    Auto (the default): as described. Local: the local policy; refused where it would not last. Policy: the GPO that decides.
    .PARAMETER DefineList
    All who shall hold the right, should the GPO not define it yet. Defining it there replaces the local list of every machine under that GPO.
    .OUTPUTS
    DirSync.BatchRight, as Test-DirSyncBatchRight gives it afterwards, with Granted (whether this call changed anything), GrantedBy and Backup.
    .EXAMPLE
    Grant-DirSyncBatchRight -Account 'CONTOSO\svc-dirsync'

    Grants it in the local policy, if no GPO defines it.
    .EXAMPLE
    Grant-DirSyncBatchRight -Account 'CONTOSO\svc-dirsync' -BatchRight Policy -WhatIf

    Shows which GPO would be changed, and the difference.
    .LINK
    Test-DirSyncBatchRight
    .LINK
    Revoke-DirSyncBatchRight
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType('DirSync.BatchRight')]
    param (
        [Parameter(Position = 0)] [string] $Account,
        [ValidateSet('Auto', 'Local', 'Policy')] [string] $BatchRight = 'Auto',
        [string[]] $DefineList = @()
    )

    try {
        Assert-WindowsHost -Cmdlet 'Grant-DirSyncBatchRight'
        Assert-Elevated -Cmdlet 'Grant-DirSyncBatchRight'
        $record = Get-RecordedBatchRight
        $sid = Resolve-BatchRightAccount -Account $Account -Record $record
        $given = Grant-BatchRight -Sid $sid -Mode $BatchRight -DefineList $DefineList
        if ($given.granted -and $null -ne $record -and $record.Sid -eq $sid) {
            Set-RecordedBatchRight -Record $record -By $given.by -Gpo $given.gpo
        }
        $right = Test-BatchRight -Sid $sid
        if ($given.alreadyHeld) {
            Write-Verbose -Message ($Text.RightsAlreadyHeld -f $right.Account)
        }
        $right | Add-Member -NotePropertyMembers @{
            Granted = $given.granted
            GrantedBy = $given.by
            Backup = $given.backup
        }
        $right
    }
    catch {
        $PSCmdlet.ThrowTerminatingError((ConvertTo-FailureRecord -Record $_ -Cmdlet 'Grant-DirSyncBatchRight'))
    }
}
