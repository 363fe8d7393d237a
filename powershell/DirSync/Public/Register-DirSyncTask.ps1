function Register-DirSyncTask {
    <#
    .SYNOPSIS
    Registers the tasks of Directory Sync, or gives them a new password, another account, or another interval.
    .DESCRIPTION
    Registers \DirSync\Sync (the schedule), Test and Plan. Given again with a new password it renews that; with another account it also moves the
    rights on the folders, the right to log on as a batch job, and the rights on the stored secrets. Whether the schedule is enabled stays as it
    is; a new one is disabled until Enable-DirSync. When a step fails, what this call did is taken back.
    .PARAMETER Credential
    The account that the tasks run as, with its password. Left out: the one that is installed, whose password is asked for.
    .PARAMETER GroupManagedServiceAccount
    A group managed service account: DOMAIN\name$.
    .PARAMETER EveryMinutes
    Minutes between two runs. Left out: as it is, else 120, which is IIJ's rule for its own tool.
    .PARAMETER BatchRight
    How another account gets "Log on as a batch job"; as in Install-DirSync.
    .PARAMETER DefineList
    As in Install-DirSync.
    .EXAMPLE
    Register-DirSyncTask -Credential EXAMPLE\dirsync

    After the account's password was changed: asks for the new one.
    .EXAMPLE
    Register-DirSyncTask -GroupManagedServiceAccount EXAMPLE\dirsync$

    From now on the tasks run as a group managed service account; no password is stored any more.
    .EXAMPLE
    Register-DirSyncTask -EveryMinutes 240

    A run every four hours.
    .OUTPUTS
    DirSync.Task
    .LINK
    Unregister-DirSyncTask
    .LINK
    Enable-DirSync
    #>
    [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Password')]
    [OutputType('DirSync.Task')]
    param (
        [Parameter(ParameterSetName = 'Password', Position = 0)]
        [ValidateNotNull()]
        [System.Management.Automation.Credential()]
        [pscredential] $Credential,

        [Parameter(Mandatory, ParameterSetName = 'GroupManaged')]
        [ValidateNotNullOrEmpty()]
        [string] $GroupManagedServiceAccount,

        [Parameter()]
        [ValidateRange(15, 1440)]
        [int] $EveryMinutes,

        [Parameter()]
        [ValidateSet('Auto', 'Local', 'Policy', 'Skip')]
        [string] $BatchRight = 'Auto',

        [Parameter()]
        [string[]] $DefineList = @()
    )

    $undo = New-UndoStack
    $step = $Text.InstallStepTask
    $done = $false
    try {
        Assert-Elevated -Cmdlet 'Register-DirSyncTask'
        $layout = Get-DirSyncLayout
        $former = Get-RequiredRecord -Layout $layout
        $record = Copy-Record -Record $former
        $account = if ($PSBoundParameters.ContainsKey('Credential')) {
            Resolve-TaskAccount -Credential $Credential
        }
        elseif ($PSBoundParameters.ContainsKey('GroupManagedServiceAccount')) {
            Resolve-TaskAccount -GroupManagedServiceAccount $GroupManagedServiceAccount
        }
        else {
            Read-TaskAccount -Record $former
        }
        $moves = $account.Sid -ne $former.account.sid
        if ($moves) {
            $record.account = [pscustomobject]@{ sid = $account.Sid; name = $account.Name; kind = $account.Kind }
            $record.batchRight = [pscustomobject]@{ granted = $false; by = $null; gpo = $null }
            $step = $Text.InstallStepFolder
            $sids = @{ Sid = $account.Sid; FormerSid = $former.account.sid; Undo = $undo }
            if ($PSCmdlet.ShouldProcess($layout.DataFolder, $step)) {
                if (Test-ProgramManaged -Layout $layout) {
                    Set-FolderAccount -Path $layout.ProgramFolder -Sddl (Get-DirSyncSddl -Kind 'Program' -Sid $account.Sid) -Undo $undo
                }
                $null = Install-DataFolder -DataFolder $layout.DataFolder @sids
                $null = Set-InstallRecord -DataFolder $layout.DataFolder -Record $record -Undo $undo
            }
            $step = $Text.InstallStepRight
            $null = Install-BatchRight -Account $account -Mode $BatchRight -DefineList $DefineList -Record $record -Undo $undo
        }

        $step = $Text.InstallStepTask
        if ($PSCmdlet.ShouldProcess('\DirSync', $step)) {
            if ($account.Kind -eq 'password' -and $null -eq $account.Credential) {
                $password = Read-Answer -Question ($Text.InstallAskPassword -f $account.Name) -Instead '-Credential' -AsSecret
                $account.Credential = [pscredential]::new($account.Name, $password)
            }
            $every = [timespan]::Zero
            if ($PSBoundParameters.ContainsKey('EveryMinutes')) {
                $every = [timespan]::FromMinutes($EveryMinutes)
                if ($EveryMinutes -lt 120) {
                    Write-Warning -Message ($Text.TaskOften -f $EveryMinutes)
                }
            }
            $entries = @(Get-ConfigEntry -Path $layout.ConfigPath -Program $layout.Program)
            Install-Task -Layout $layout -Account $account -MaxDuration (Get-MaxDuration -Entry $entries) -Every $every -Undo $undo
            $null = Set-InstallRecord -DataFolder $layout.DataFolder -Record $record -Undo $undo
            Write-BatchRightWarning -Account $account
        }
        $done = $true
        if ($WhatIfPreference) {
            return
        }
        Revoke-FormerRight -Former $former -Sid $account.Sid
        foreach ($name in Get-TaskName) {
            ConvertTo-TaskObject -Task (Get-ScheduledTaskOrNull -Name $name)
        }
    }
    catch {
        $fault = ConvertTo-StepRecord -Record $_ -Step $step
        Invoke-Undo -Undo $undo
        $done = $true
        $PSCmdlet.ThrowTerminatingError($fault)
    }
    finally {
        if (-not $done) {
            Invoke-Undo -Undo $undo
        }
    }
}
