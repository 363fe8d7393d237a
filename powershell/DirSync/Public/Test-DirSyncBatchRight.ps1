function Test-DirSyncBatchRight {
    <#
    .SYNOPSIS
    Tells whether an account may run the tasks: whether it may log on as a batch job on this machine, by what, and what keeps it from it.
    .DESCRIPTION
    Asks Windows what is in force (LSA), through groups too, and which policy decides. Names the row of the preparation page that this machine
    is: Default Domain Controllers Policy, Default Domain Policy, or Local Security Policy. Looks also whether the account is denied to log on
    as a batch job, and whether Windows may store its password. Changes nothing.
    .PARAMETER Account
    A name (DOMAIN\name, name@domain, .\name) or a SID. Without it: the account that the tasks run as.
    .OUTPUTS
    DirSync.BatchRight: Account, Sid, Held, Through (a group's name), Denied, DeniedThrough, DefinedBy (a GPO's name, Local or Unknown), GpoId, Row,
    StorageOfPasswordsForbidden, Remedy.
    .EXAMPLE
    Test-DirSyncBatchRight

    The account of the tasks.
    .EXAMPLE
    Test-DirSyncBatchRight -Account 'CONTOSO\svc-dirsync'

    Another account, before it is installed.
    .LINK
    Grant-DirSyncBatchRight
    #>
    [CmdletBinding()]
    [OutputType('DirSync.BatchRight')]
    param (
        [Parameter(Position = 0)] [string] $Account
    )

    try {
        Assert-WindowsHost -Cmdlet 'Test-DirSyncBatchRight'
        Assert-Elevated -Cmdlet 'Test-DirSyncBatchRight'
        Test-BatchRight -Sid (Resolve-BatchRightAccount -Account $Account -Record (Get-RecordedBatchRight))
    }
    catch {
        $PSCmdlet.ThrowTerminatingError((ConvertTo-FailureRecord -Record $_ -Cmdlet 'Test-DirSyncBatchRight'))
    }
}
