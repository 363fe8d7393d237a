function Install-DirSync {
    <#
    .SYNOPSIS
    Prepares this machine for Directory Sync: account, program, data folder, configuration, secrets, right, event source, tasks.
    .DESCRIPTION
    Does the whole preparation, step by step, then tests the connection as the account of the task and makes a first plan. The schedule is
    enabled only with -Enable. What is there and in order stays as it is, so that the command can be given again. When a step fails, what this
    call did is taken back.

    Give it from the unpacked archive, in a session with administrator rights. Secrets are asked for, or given as SecureString; never as text.
    .PARAMETER ConfigPath
    A config.yml to take over.
    .PARAMETER ImportFrom
    The config.yml of IIJ's own tool. Its secret.yml is not read: secrets are asked for.
    .PARAMETER ParameterFile
    A .psd1 file with these parameters, for an unattended installation. Secrets in it are refused. Parameters given to the command win.
    .PARAMETER TokenOwner
    The userName of the IIJ ID user whose access token is used; never disabled or deleted. Put into config.yml, comments kept.
    .PARAMETER Token
    The access token.
    .PARAMETER LdapPassword
    The password of the account that reads the directory; of several domains, that of each.
    .PARAMETER Credential
    The account that the tasks run as, with its password.
    .PARAMETER GroupManagedServiceAccount
    A group managed service account that the tasks run as: DOMAIN\name$.
    .PARAMETER BatchRight
    How the account gets "Log on as a batch job". Auto: in the local policy, unless a GPO defines it. Local, Policy: there. Skip: not at all.
    .PARAMETER DefineList
    With -BatchRight Policy, where the GPO does not define the right yet: all who are to hold it on every machine under that GPO.
    .PARAMETER Enable
    Enables the schedule when all went well.
    .PARAMETER Force
    Renames away a data folder that others own or can write. Nothing in it is used.
    .EXAMPLE
    Install-DirSync -Credential EXAMPLE\dirsync -ConfigPath .\config.yml -TokenOwner dirsync-admin@example.jp

    Asks for the passwords and the token, prepares everything, and shows what the first run would do.
    .EXAMPLE
    Install-DirSync -GroupManagedServiceAccount EXAMPLE\dirsync$ -ImportFrom 'C:\iij\config.yml' -Enable

    Takes over the configuration of IIJ's own tool and begins with the schedule. No password of the account is stored.
    .EXAMPLE
    Install-DirSync -ParameterFile .\dirsync.psd1 -Token $token -LdapPassword $password -Confirm:$false

    Unattended.
    .EXAMPLE
    Install-DirSync -ParameterFile .\dirsync.psd1 -WhatIf

    Says what would be done. Nothing is changed.
    .OUTPUTS
    DirSync.Installation
    .LINK
    Update-DirSync
    .LINK
    Uninstall-DirSync
    .LINK
    Test-DirSyncConnection
    #>
    [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Password')]
    [OutputType('DirSync.Installation')]
    param (
        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $ConfigPath,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $ImportFrom,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $ParameterFile,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $TokenOwner,

        [Parameter()]
        [ValidateNotNull()]
        [securestring] $Token,

        [Parameter()]
        [ValidateNotNull()]
        [securestring] $LdapPassword,

        [Parameter(ParameterSetName = 'Password')]
        [ValidateNotNull()]
        [System.Management.Automation.Credential()]
        [pscredential] $Credential,

        [Parameter(ParameterSetName = 'GroupManaged')]
        [ValidateNotNullOrEmpty()]
        [string] $GroupManagedServiceAccount,

        [Parameter()]
        [ValidateSet('Auto', 'Local', 'Policy', 'Skip')]
        [string] $BatchRight = 'Auto',

        [Parameter()]
        [string[]] $DefineList = @(),

        [Parameter()]
        [switch] $Enable,

        [Parameter()]
        [switch] $Force
    )

    $undo = New-UndoStack
    $obsolete = [System.Collections.Generic.List[string]]::new()
    $changes = [System.Collections.Generic.List[string]]::new()
    $step = 'Install-DirSync'
    $entries = @()
    $done = $false
    try {
        Assert-Elevated -Cmdlet 'Install-DirSync'
        $asked = @{
            ConfigPath = $ConfigPath
            ImportFrom = $ImportFrom
            TokenOwner = $TokenOwner
            GroupManagedServiceAccount = $GroupManagedServiceAccount
            BatchRight = $BatchRight
            DefineList = $DefineList
            Enable = [bool] $Enable
            Force = [bool] $Force
        }
        if ($PSBoundParameters.ContainsKey('ParameterFile')) {
            $fromFile = Read-ParameterFile -Path $PSCmdlet.GetUnresolvedProviderPathFromPSPath($ParameterFile)
            foreach ($name in $fromFile.Keys) {
                if (-not $PSBoundParameters.ContainsKey($name)) {
                    $asked[$name] = $fromFile[$name]
                }
            }
        }
        foreach ($name in 'ConfigPath', 'ImportFrom') {
            if (-not [string]::IsNullOrEmpty($asked[$name])) {
                $asked[$name] = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($asked[$name])
            }
        }
        Assert-InstallSetting -Setting $asked
        $layout = Get-DirSyncLayout
        $source = Get-InstallSource
        if ([System.IO.Directory]::Exists($layout.DataFolder) -and -not $asked.Force) {
            # Before anything in it is believed.
            Assert-FolderSound -Path $layout.DataFolder
        }

        $step = $Text.InstallStepAccount
        $former = if (@(Get-UnsoundDataFolder -Path $layout.DataFolder).Count -eq 0) { Get-InstallRecord -DataFolder $layout.DataFolder } else { $null }
        $account = if ($PSBoundParameters.ContainsKey('Credential')) {
            Resolve-TaskAccount -Credential $Credential
        }
        elseif (-not [string]::IsNullOrEmpty($asked.GroupManagedServiceAccount)) {
            Resolve-TaskAccount -GroupManagedServiceAccount $asked.GroupManagedServiceAccount
        }
        else {
            Read-TaskAccount -Record $former
        }
        $formerSid = if ($null -ne $former) { $former.account.sid } else { '' }
        $record = if ($null -ne $former) { Copy-Record -Record $former } else { New-InstallRecord -Account $account -Version $source.Version }
        if ($formerSid -ne $account.Sid -and $null -ne $former) {
            $record.account = [pscustomobject]@{ sid = $account.Sid; name = $account.Name; kind = $account.Kind }
            $record.batchRight = [pscustomobject]@{ granted = $false; by = $null; gpo = $null }
        }

        $step = $Text.InstallStepProgram
        $sids = @{ Sid = $account.Sid; FormerSid = $formerSid; Undo = $undo }
        if ($PSCmdlet.ShouldProcess("$($layout.ProgramFolder)", $step)) {
            Install-Program -Source $source -Layout $layout @sids | ForEach-Object -Process { $changes.Add($_) }
            Install-ModuleCopy -Source $source -Layout $layout -Obsolete $obsolete -Undo $undo | ForEach-Object -Process { $changes.Add($_) }
        }

        $step = $Text.InstallStepFolder
        if ($PSCmdlet.ShouldProcess($layout.DataFolder, $step)) {
            Install-DataFolder -DataFolder $layout.DataFolder -Force:$asked.Force @sids | ForEach-Object -Process { $changes.Add($_) }
            # Before the secrets: the account in it may read them.
            $null = Set-InstallRecord -DataFolder $layout.DataFolder -Record $record -Undo $undo
        }

        $step = $Text.InstallStepConfig
        if ($PSCmdlet.ShouldProcess($layout.ConfigPath, $step)) {
            $config = @{ ConfigPath = "$($asked.ConfigPath)"; ImportFrom = "$($asked.ImportFrom)"; TokenOwner = "$($asked.TokenOwner)" }
            Install-Config -Layout $layout -Undo $undo @config | ForEach-Object -Process { $changes.Add($_) }
        }

        $step = $Text.InstallStepSecret
        if ($PSCmdlet.ShouldProcess((Join-Path $layout.DataFolder 'secrets'), $step)) {
            $entries = @(Get-ConfigEntry -Path $layout.ConfigPath -Program $layout.Program)
            $given = @{ 'token' = $Token; 'ldap-password' = $LdapPassword }
            Install-Secret -Layout $layout -Entry $entries -Given $given -Undo $undo | ForEach-Object -Process { $changes.Add($_) }
        }

        $step = $Text.InstallStepRight
        $right = @{ Mode = $asked.BatchRight; DefineList = $asked.DefineList; Record = $record }
        Install-BatchRight -Account $account -Undo $undo @right | ForEach-Object -Process { $changes.Add($_) }

        $step = $Text.InstallStepEvent
        if ($PSCmdlet.ShouldProcess('DirSync (Application)', $step)) {
            $record.eventSource = $true
            if (Install-EventSource -Undo $undo) {
                $changes.Add($Text.InstallEventSourceMade)
            }
        }

        $step = $Text.InstallStepTask
        if ($PSCmdlet.ShouldProcess('\DirSync', $step)) {
            if ($entries.Count -eq 0) {
                $entries = @(Get-ConfigEntry -Path $layout.ConfigPath -Program $layout.Program)
            }
            $duration = Get-MaxDuration -Entry $entries
            $given = $null -ne $account.Credential -or $account.Kind -eq 'gmsa'
            $ready = Test-TaskReady -Layout $layout -Sid $account.Sid -MaxDuration $duration
            if (-not $ready -and -not $given) {
                $password = Read-Answer -Question ($Text.InstallAskPassword -f $account.Name) -Instead '-Credential' -AsSecret
                $account.Credential = [pscredential]::new($account.Name, $password)
            }
            if (-not $ready -or $null -ne $account.Credential) {
                Install-Task -Layout $layout -Account $account -MaxDuration $duration -Undo $undo
                $changes.Add($Text.InstallTasksRegistered -f $account.Name)
            }
            if ($asked.BatchRight -eq 'Skip') {
                Write-BatchRightWarning -Account $account
            }
            $null = Set-InstallRecord -DataFolder $layout.DataFolder -Record $record -Undo $undo
        }

        $checks = @()
        $plan = $null
        $step = $Text.InstallStepTest
        if ($changes.Count -gt 0 -and $PSCmdlet.ShouldProcess('\DirSync\Test', $step)) {
            Add-FileUndo -Undo $undo -Path (Get-TaskOutputPath -Name 'Test' -DataFolder $layout.DataFolder)
            $checks = @(Test-DirSyncConnection -AsTask)
            Assert-CheckPassed -Check $checks
        }
        $step = $Text.InstallStepPlan
        if ($changes.Count -gt 0 -and $PSCmdlet.ShouldProcess('\DirSync\Plan', $step)) {
            Add-FileUndo -Undo $undo -Path (Get-TaskOutputPath -Name 'Plan' -DataFolder $layout.DataFolder)
            $plan = Start-DirSync -DryRun -Wait -Confirm:$false
        }
        $step = $Text.InstallStepEnable
        if ($asked.Enable -and $PSCmdlet.ShouldProcess('\DirSync\Sync', $step)) {
            $record.pause = $null
            $null = Set-InstallRecord -DataFolder $layout.DataFolder -Record $record -Undo $undo
            if (Set-TaskEnabled -Name 'Sync' -Enabled $true -Undo $undo) {
                $changes.Add($Text.InstallEnabled)
            }
        }
        $done = $true
        if ($WhatIfPreference) {
            return
        }
        Revoke-FormerRight -Former $former -Sid $account.Sid
        Complete-Install -Obsolete $obsolete
        if ($changes.Count -eq 0) {
            Write-Verbose -Message $Text.InstallNothingToDo
        }
        $sync = Get-ScheduledTaskOrNull -Name 'Sync'
        [pscustomobject]@{
            PSTypeName = 'DirSync.Installation'
            Version = $source.Version
            Account = $account.Name
            ProgramFolder = $layout.ProgramFolder
            DataFolder = $layout.DataFolder
            BatchRight = $record.batchRight
            Enabled = $null -ne $sync -and $sync.Enabled
            Changes = $changes.ToArray()
            Checks = $checks
            Plan = $plan
        }
    }
    catch {
        $record = ConvertTo-StepRecord -Record $_ -Step $step
        Invoke-Undo -Undo $undo
        $done = $true
        $PSCmdlet.ThrowTerminatingError($record)
    }
    finally {
        # Ctrl+C comes here without a catch.
        if (-not $done) {
            Invoke-Undo -Undo $undo
        }
    }
}
