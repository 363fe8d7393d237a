#Requires -Version 5.1
<#
.SYNOPSIS
Looks at what only a real Windows can show (docs/windows-facts.md), and writes a report: verify-on-windows.json and .txt.
.DESCRIPTION
Give it in an elevated session, once in Windows PowerShell 5.1 and once in PowerShell 7. It asks with the module's own functions, so that what is
proven is the code that works. Nothing is changed without -Apply. With it, a local account, a folder, a task, a user right and an event source are
made and removed again, whatever happens; one entry in the Application log stays.
.PARAMETER ModulePath
The folder of the module. Without it: the one of these sources, or the installed one.
.PARAMETER Program
dirsync.exe. Without it: the one beside the module, in dist, or the installed one.
.PARAMETER ReportFolder
Where the report goes. Without it: the present folder.
.PARAMETER Apply
Looks also at the facts that can't be seen without a change.
.PARAMETER Credential
An account that is there, in place of a local one that is made: needed on a domain controller, and where a GPO defines the batch right.
.EXAMPLE
.\verify-on-windows.ps1
Changes nothing.
.EXAMPLE
.\verify-on-windows.ps1 -Apply
Everything, on a machine for tests.
#>
[CmdletBinding()]
param (
    [string] $ModulePath,
    [string] $Program,
    [string] $ReportFolder = (Get-Location -PSProvider FileSystem).ProviderPath,
    [switch] $Apply,
    [pscredential] $Credential
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$right = 'SeBatchLogonRight'
$mark = [guid]::NewGuid().ToString('N').Substring(0, 8)
$findings = [System.Collections.Generic.List[object]]::new()
$cleanups = [System.Collections.Stack]::new()

function Find-First {
    # The first of some paths that is there.
    param ([string[]] $Path)
    $there = @($Path | Where-Object { $_ -and (Test-Path -LiteralPath $_) })
    if ($there.Count -eq 0) {
        throw "None of these is there: $($Path -join ', ')"
    }
    $there[0]
}

function Use-Module {
    # Runs a piece of code as one of the module's own, where its private functions are.
    param ([scriptblock] $Call, [hashtable] $With = @{})
    & $module $Call @With
}

function Add-Cleanup {
    param ([string] $What, [scriptblock] $Call, [hashtable] $With = @{})
    $cleanups.Push(@{ What = $What; Call = $Call; With = $With })
}

function New-Answer {
    # Holds: $true, $false, or $null where this machine can't show it.
    param ([object] $Holds, [string] $Seen)
    [pscustomobject]@{ Holds = $Holds; Seen = $Seen }
}

function Test-Fact {
    param ([string] $Id, [string] $Fact, [string] $Command, [string] $Expected, [switch] $Changes, [scriptblock] $Look)
    $status = 'not looked at'
    $seen = 'It changes this machine: give -Apply.'
    if ($Apply -or -not $Changes) {
        try {
            $answer = @(& $Look)[-1]
            $seen = $answer.Seen
            if ($null -ne $answer.Holds) {
                $status = if ($answer.Holds) { 'holds' } else { 'does not hold' }
            }
        }
        catch {
            $status = 'failed'
            $seen = '{0} [{1}]' -f $_.Exception.Message, $_.FullyQualifiedErrorId
        }
    }
    $findings.Add([pscustomobject]@{ id = $Id; fact = $Fact; command = $Command; expected = $Expected; status = $status; seen = $seen })
    Write-Host ('{0,-14} {1,-16} {2}' -f $status, $Id, $seen)
}

function Get-RightLine {
    # The user rights of the local policy, or of the merged one, as secedit exports them: one line a right.
    param ([switch] $Merged)
    Use-Module -With @{ Merged = [bool] $Merged } -Call {
        param ($Merged)
        $folder = New-SecurityWorkFolder
        try {
            $file = Join-Path $folder 'export.inf'
            $kind = if ($Merged) { @('/mergedpolicy') } else { @() }
            $null = Invoke-Secedit -Argument (@('/export') + $kind + @('/cfg', $file, '/areas', 'USER_RIGHTS', '/quiet'))
            $content = (Read-PolicyText -Path $file).Content
            @($content -split '\r?\n' | Where-Object { $_ -match '^Se\w+Right? *=|^Se\w+Privilege *=' } | Sort-Object)
        }
        finally {
            [System.IO.Directory]::Delete($folder, $true)
        }
    }
}

function Get-Stage {
    # What the facts with a change play on: an account, a copy of the program, a data folder with a secret. Made once.
    if ($null -ne $script:stage) {
        return $script:stage
    }
    $account = if ($null -ne $Credential) {
        Use-Module -With @{ Credential = $Credential } -Call { param ($Credential) Resolve-TaskAccount -Credential $Credential }
    }
    else {
        $made = New-DirSyncAccount -Purpose Task -Type Local -Name "dirsync-v-$mark" -Confirm:$false
        Add-Cleanup -What "account dirsync-v-$mark" -With @{ Name = "dirsync-v-$mark" } -Call { param ($Name) Remove-LocalAccount -Name $Name }
        # A task's logon makes a profile.
        Add-Cleanup -What "profile of dirsync-v-$mark" -With @{ Sid = $made.Sid } -Call {
            param ($Sid)
            Get-CimInstance -ClassName 'Win32_UserProfile' -Filter "SID = '$Sid'" | Remove-CimInstance
        }
        Use-Module -With @{ Credential = $made.Credential } -Call { param ($Credential) Resolve-TaskAccount -Credential $Credential }
    }
    $root = "$($layout.DataFolder)-verify-$mark"
    Add-Cleanup -What $root -With @{ Root = $root } -Call { param ($Root) Remove-Folder -Path $Root }
    $script:stage = Use-Module -With @{ Root = $root; Account = $account; Program = $Program } -Call {
        param ($Root, $Account, $Program)
        New-ProtectedFolder -Path $Root -Sddl (Get-DirSyncSddl -Kind 'Program' -Sid $Account.Sid) -UnixMode '0755'
        $copy = Join-Path $Root 'dirsync.exe'
        [System.IO.File]::Copy($Program, $copy)
        $data = Join-Path $Root 'data'
        $null = Install-DataFolder -DataFolder $data -Sid $Account.Sid -FormerSid '' -Undo (New-UndoStack)
        $record = New-InstallRecord -Account $Account -Version (Get-ProgramVersion -Program $Program)
        $null = Set-InstallRecord -DataFolder $data -Record $record -Undo (New-UndoStack)
        $config = Join-Path $data 'config.yml'
        $answers = @{ Addresses = @('192.0.2.1'); User = 'CN=verify,DC=example,DC=invalid'; Encryption = 'start_tls'; BaseDn = 'DC=example,DC=invalid'; BaseUrl = '' }
        [System.IO.File]::WriteAllText($config, (New-ConfigText -Answer $answers))
        $place = @('--config', $config, '--data', $data)
        $null = Invoke-DirSyncExecutable -Argument (@('secret', 'set', 'token') + $place) -Secret (New-RandomPassword) -Program $copy
        [pscustomobject]@{ Root = $Root; Data = $data; Config = $config; Program = $copy; Account = $Account; Granted = $false }
    }
    $script:stage
}

function Invoke-StageTask {
    # Registers a task as the module does, runs it, and gives Task Scheduler's last result.
    param ([string] $Command, [string[]] $Argument)
    $stage = Get-Stage
    $name = "Verify-$mark"
    Add-Cleanup -What "\DirSync\$name" -With @{ Name = $name } -Call {
        param ($Name)
        $null = Remove-TaskByName -Name $Name
        Remove-TaskFolder
    }
    Use-Module -With @{ Name = $name; Account = $stage.Account; Command = $Command; Argument = $Argument } -Call {
        param ($Name, $Account, $Command, $Argument)
        Install-TaskFolder -Undo (New-UndoStack)
        $definition = @{
            Description = 'Made by verify-on-windows.ps1, which removes it.'
            UserId = $Account.Name
            Command = $Command
            Argument = ConvertTo-NativeArgument -Argument $Argument
            TimeLimit = [timespan]::FromMinutes(5)
        }
        Register-TaskXml -Name $Name -Xml (New-TaskXml @definition) -Account $Account
        Assert-TaskRegistered -Name $Name -Account $Account
        $task = Get-ScheduledTaskOrNull -Name $Name
        $sddl = $task.GetSecurityDescriptor(4)
        $code = 0
        try {
            $null = $task.Run($null)
        }
        catch {
            $code = Get-ExceptionCode -Exception $_.Exception
        }
        $until = [datetime]::UtcNow.AddSeconds(90)
        # 0x41303: has not run yet; 4: is running; 2: waits for its start.
        do {
            Start-Sleep -Milliseconds 500
            $task = Get-ScheduledTaskOrNull -Name $Name
            $busy = $task.State -in 2, 4 -or $task.LastTaskResult -eq 0x41303
        } while ($busy -and $code -eq 0 -and [datetime]::UtcNow -lt $until)
        if ($code -eq 0) {
            $code = $task.LastTaskResult
        }
        [pscustomobject]@{ Result = '0x{0:X8}' -f $code; Sddl = $sddl; Definition = $task.Xml }
    }
}

function Grant-Right {
    # Lets the account of the stage log on as a batch job, where it may not yet.
    $stage = Get-Stage
    $with = @{ Sid = $stage.Account.Sid; Right = $right }
    if ((Use-Module -With $with -Call { param ($Sid, $Right) (Test-BatchRight -Sid $Sid).Held })) {
        return
    }
    Add-Cleanup -What $right -With $with -Call {
        param ($Sid, $Right)
        $null = Set-LocalUserRight -Right $Right -Sid $Sid -Operation 'Remove' -Confirm:$false
    }
    Use-Module -With $with -Call {
        param ($Sid, $Right)
        $null = Set-LocalUserRight -Right $Right -Sid $Sid -Operation 'Add' -Confirm:$false
    }
}

$root = Split-Path -Path $PSScriptRoot -Parent
$modules = @(Get-Module -Name 'DirSync' -ListAvailable | ForEach-Object { $_.ModuleBase })
$ModulePath = Find-First -Path (@($ModulePath, (Join-Path $root 'powershell/DirSync'), (Join-Path $PSScriptRoot 'DirSync')) + $modules)
$module = Get-Module -Name 'DirSync' | Where-Object { $_.ModuleBase -eq $ModulePath } | Select-Object -First 1
if ($null -eq $module) {
    $module = Import-Module -Name $ModulePath -Force -PassThru
}
$layout = Use-Module -Call { Get-DirSyncLayout }
$Program = Find-First -Path $Program, (Join-Path (Split-Path -Path $ModulePath -Parent) 'dirsync.exe'), (Join-Path $root 'dist/dirsync.exe'), $layout.Program
Use-Module -Call { Assert-Elevated -Cmdlet 'verify-on-windows.ps1' }
$role = Use-Module -Call { Get-ComputerRole }
$policy = Use-Module -With @{ Right = $right; Role = $role.DomainRole } -Call {
    param ($Right, $Role)
    Get-UserRightPolicy -Right $Right -Row (Get-PreparationRow -DomainRole $Role)
}
$stage = $null

try {
    Test-Fact -Id 'module.loads' -Fact 'The module loads in this PowerShell, whole, with its help.' -Command 'Import-Module; Get-Command; Get-Help' -Expected 'The functions of the manifest, each with a synopsis.' -Look {
        $wanted = @((Import-PowerShellDataFile -LiteralPath (Join-Path $module.ModuleBase 'DirSync.psd1')).FunctionsToExport)
        $found = @((Get-Command -Module 'DirSync').Name)
        $bare = @($found | Where-Object { "$((Get-Help -Name $_).Synopsis)".Trim() -in '', $_ })
        $missing = @($wanted | Where-Object { $_ -notin $found })
        New-Answer -Holds ($missing.Count -eq 0 -and $bare.Count -eq 0) -Seen ('{0} {1}: {2} of {3}; without help: {4}' -f $PSVersionTable.PSEdition, $PSVersionTable.PSVersion, $found.Count, $wanted.Count, ($bare -join ', '))
    }

    Test-Fact -Id 'program.starts' -Fact 'The executable starts, speaks UTF-8, and refuses NODE_OPTIONS.' -Command 'dirsync.exe --json --lang ja config schema' -Expected 'A version, one JSON document; exit code 2 with NODE_OPTIONS.' -Look {
        $version = Use-Module -With @{ Program = $Program } -Call { param ($Program) Get-ProgramVersion -Program $Program }
        $null = Use-Module -With @{ Program = $Program } -Call { param ($Program) Invoke-DirSyncExecutable -Argument 'config', 'schema' -Program $Program }
        $former = $env:NODE_OPTIONS
        try {
            $env:NODE_OPTIONS = '--trace-warnings'
            $start = [System.Diagnostics.ProcessStartInfo]::new($Program, 'config schema')
            $start.UseShellExecute = $false
            $start.CreateNoWindow = $true
            $start.RedirectStandardOutput = $true
            $process = [System.Diagnostics.Process]::Start($start)
            $null = $process.StandardOutput.ReadToEnd()
            $process.WaitForExit()
            $code = $process.ExitCode
        }
        finally {
            $env:NODE_OPTIONS = $former
        }
        New-Answer -Holds ($code -eq 2) -Seen ('version {0}; with NODE_OPTIONS exit code {1}' -f $version, $code)
    }

    Test-Fact -Id 'right.holders' -Fact 'LSA and secedit agree on who may log on as a batch job; Authz tells the groups of an account.' -Command 'secedit /export (/mergedpolicy) /areas USER_RIGHTS' -Expected 'The same SIDs; Authenticated Users (S-1-5-11) among the groups.' -Look {
        $line = @(Get-RightLine -Merged:($policy.State -eq 'Gpo') | Where-Object { $_ -match "^$right *=" }) -join ''
        $found = Use-Module -With @{ Line = $line; Right = $right } -Call {
            param ($Line, $Right)
            $listed = @(($Line -replace '^[^=]*=' -split ',' | Where-Object { $_.Trim() -ne '' }) | ForEach-Object { ConvertTo-HolderSid -Holder $_.Trim() })
            @{ Listed = $listed; InForce = @(Get-AccountRightHolder -Right $Right); Groups = @(Get-AccountGroupSid -Sid (Get-CurrentSid)) }
        }
        $same = (@($found.Listed | Sort-Object) -join ' ') -eq (@($found.InForce | Sort-Object) -join ' ')
        New-Answer -Holds ($same -and 'S-1-5-11' -in $found.Groups) -Seen ('LSA: {0}; secedit: {1}; {2} groups' -f ($found.InForce -join ' '), ($found.Listed -join ' '), $found.Groups.Count)
    }

    Test-Fact -Id 'right.policy' -Fact 'RSoP tells which GPO decides about the right; its two version numbers agree.' -Command 'Get-CimInstance -Namespace root\rsop\computer -ClassName RSOP_UserPrivilegeRight' -Expected 'On a domain controller a GPO; never Unknown in a domain.' -Look {
        if ($role.DomainRole -in 0, 2) {
            return New-Answer -Holds ($policy.State -eq 'Local') -Seen 'In no domain.'
        }
        if ($policy.State -ne 'Gpo') {
            return New-Answer -Holds ($policy.State -eq 'Local' -and $role.DomainRole -lt 4) -Seen "DomainRole $($role.DomainRole): $($policy.State)"
        }
        $versions = Use-Module -With @{ Name = $policy.DistinguishedName } -Call {
            param ($Name)
            $server = (Get-PolicyMaster).Server
            $object = Get-GroupPolicyObject -Server $server -DistinguishedName $Name
            $folder = Resolve-PolicyFolder -FileSystemPath $object.FileSystemPath -Server $server
            @{ Object = $object.VersionNumber -band 0xFFFFFFFFL; File = Get-GptIniVersion -Content (Read-PolicyText -Path (Join-Path $folder 'gpt.ini')).Content }
        }
        New-Answer -Holds ($versions.Object -eq $versions.File) -Seen "$($policy.Name) $($policy.Id); versionNumber $($versions.Object), gpt.ini $($versions.File)"
    }

    Test-Fact -Id 'task.registered' -Changes -Fact 'Task Scheduler takes the definition by COM, for SYSTEM and Administrators alone; without the batch right it does not start.' -Command 'Schedule.Service: RegisterTask(path, xml, 0x16, user, password, 1, sddl)' -Expected 'Registered as asked; last result 0x80070569.' -Look {
        $held = Use-Module -With @{ Sid = (Get-Stage).Account.Sid } -Call { param ($Sid) (Test-BatchRight -Sid $Sid).Held }
        $run = Invoke-StageTask -Command $env:ComSpec -Argument '/c', 'exit'
        $wanted = if ($held) { '0x00000000' } else { '0x80070569' }
        New-Answer -Holds ($run.Result -eq $wanted) -Seen "right held before: $held; last result $($run.Result); $($run.Sddl)"
    }

    Test-Fact -Id 'right.local' -Changes -Fact 'A template of one right changes that list alone, and is taken back whole.' -Command 'secedit /configure /db NEW.sdb /cfg ONE-RIGHT.inf /areas USER_RIGHTS' -Expected 'One line of the export differs by one SID; then none.' -Look {
        if ($policy.State -eq 'Gpo') {
            return New-Answer -Holds $null -Seen "A GPO defines the right here: $($policy.Name)."
        }
        $sid = (Get-Stage).Account.Sid
        $before = @(Get-RightLine)
        Grant-Right
        $granted = @(Get-RightLine)
        Use-Module -With @{ Sid = $sid; Right = $right } -Call { param ($Sid, $Right) $null = Set-LocalUserRight -Right $Right -Sid $Sid -Operation 'Remove' -Confirm:$false }
        $after = @(Get-RightLine)
        $changed = @($granted | Where-Object { $_ -notin $before })
        $left = @($after | Where-Object { $_ -notin $before })
        New-Answer -Holds ($changed.Count -eq 1 -and $changed[0] -match "^$right " -and $left.Count -eq 0) -Seen "granted: $($changed -join '; '); afterwards different: $($left -join '; ')"
    }

    Test-Fact -Id 'task.run' -Changes -Fact 'With the right the task runs as its account, opens the secret that an administrator stored (DPAPI), and writes its document.' -Command 'dirsync.exe test --only host --out FILE, as a task' -Expected 'Last result 0; every check of the host passes.' -Look {
        Grant-Right
        $stage = Get-Stage
        $file = Join-Path $stage.Data 'logs\task-test.json'
        $run = Invoke-StageTask -Command $stage.Program -Argument 'test', '--only', 'host', '--config', $stage.Config, '--data', $stage.Data, '--out', $file
        $document = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file))
        $bad = @($document.checks | Where-Object { $_.status -eq 'fail' } | ForEach-Object { '{0}: {1}' -f $_.id, $_.seen })
        New-Answer -Holds ($run.Result -eq '0x00000000' -and $bad.Count -eq 0) -Seen "last result $($run.Result); as $($document.account); failed: $($bad -join ' ')"
    }

    Test-Fact -Id 'folder.access' -Changes -Fact 'Owner and access lists are kept from the first moment on, and the account of the task can do what it should and no more.' -Command 'cmd.exe /c echo/md/del in the data folder, as a task; Get-Acl' -Expected 'A file in state, no folder there, no change to config.yml nor .keep.' -Look {
        Grant-Right
        $stage = Get-Stage
        $state = Join-Path $stage.Data 'state'
        $keep = Join-Path $state '.keep'
        $before = [System.IO.File]::ReadAllText($stage.Config)
        $deeds = 'echo x>"{0}\made"&md "{0}\folder"&del /f /q "{1}"&echo x>>"{2}"&echo x>"{3}\beside"' -f $state, $keep, $stage.Config, $stage.Data
        $file = Join-Path $stage.Root 'deeds.cmd'
        [System.IO.File]::WriteAllText($file, $deeds)
        $null = Invoke-StageTask -Command $env:ComSpec -Argument '/d', '/c', $file
        $security = Use-Module -With @{ Path = $stage.Data } -Call { param ($Path) Get-FolderSecurity -Path $Path }
        $done = [ordered]@{
            made = Test-Path -LiteralPath (Join-Path $state 'made')
            folder = Test-Path -LiteralPath (Join-Path $state 'folder')
            keep = Test-Path -LiteralPath $keep
            config = [System.IO.File]::ReadAllText($stage.Config) -eq $before
            beside = Test-Path -LiteralPath (Join-Path $stage.Data 'beside')
        }
        $holds = $done.made -and -not $done.folder -and $done.keep -and $done.config -and -not $done.beside -and $security.Protected -and $security.Owner -eq 'S-1-5-32-544'
        New-Answer -Holds $holds -Seen "$(ConvertTo-Json -InputObject $done -Compress) $($security.Sddl)"
    }

    Test-Fact -Id 'event.text' -Changes -Fact 'An event under our kind of source is shown with its text as it was written.' -Command 'Get-WinEvent -FilterHashtable @{ LogName = "Application"; ProviderName = SOURCE }' -Expected 'The same text, Japanese included; no "description cannot be found".' -Look {
        $source = "DirSync-verify-$mark"
        $text = "verify $mark %1 $([char] 0x540C)$([char] 0x671F)"
        Add-Cleanup -What "event source $source" -With @{ Source = $source } -Call { param ($Source) Remove-EventSource -Source $Source }
        Use-Module -With @{ Source = $source } -Call {
            param ($Source)
            Set-EventSource -Source $Source -MessageFile '%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll' -TypesSupported 7
        }
        [System.Diagnostics.EventLog]::WriteEntry($source, $text, [System.Diagnostics.EventLogEntryType]::Information, 12808)
        Start-Sleep -Seconds 2
        $entry = Get-WinEvent -FilterHashtable @{ LogName = 'Application'; ProviderName = $source } -MaxEvents 1
        New-Answer -Holds ("$($entry.Message)" -ceq $text -and $entry.Id -eq 12808) -Seen "$($entry.Id): $($entry.Message)"
    }

    Test-Fact -Id 'kerberos.bind' -Changes -Fact 'The account of the installed task (a gMSA) binds to a domain controller by Kerberos, bound to the TLS channel.' -Command 'Test-DirSyncConnection -AsTask -Only directory' -Expected 'directory.bind passes.' -Look {
        $kerberos = (Test-Path -LiteralPath $layout.ConfigPath) -and (Test-Path -LiteralPath $layout.Program) -and @(Use-Module -With @{ Layout = $layout } -Call {
                param ($Layout)
                Get-ConfigEntry -Path $Layout.ConfigPath -Program $Layout.Program | Where-Object { $_.key -like '*.server.auth' -and $_.value -eq 'kerberos' }
            }).Count -gt 0
        if (-not $kerberos) {
            return New-Answer -Holds $null -Seen 'Not installed here with ad.ldap.server.auth: kerberos.'
        }
        $checks = @(Test-DirSyncConnection -AsTask -Only directory | Where-Object { $_.Id -eq 'directory.bind' })
        New-Answer -Holds ($checks.Count -gt 0 -and @($checks | Where-Object { $_.Status -ne 'pass' }).Count -eq 0) -Seen (($checks | ForEach-Object { '{0}: {1}' -f $_.Status, $_.Seen }) -join '; ')
    }
}
finally {
    while ($cleanups.Count -gt 0) {
        $each = $cleanups.Pop()
        try {
            $null = Use-Module -Call $each.Call -With $each.With
        }
        catch {
            Write-Warning -Message ('Left behind: {0} ({1})' -f $each.What, $_.Exception.Message)
            $findings.Add([pscustomobject]@{ id = 'cleanup'; fact = 'What was made is removed.'; command = ''; expected = ''; status = 'failed'; seen = "$($each.What): $($_.Exception.Message)" })
        }
    }
    $report = [ordered]@{
        schemaVersion = 1
        at = [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
        windows = [System.Environment]::OSVersion.VersionString
        domainRole = $role.DomainRole
        powershell = '{0} {1}' -f $PSVersionTable.PSEdition, $PSVersionTable.PSVersion
        culture = (Get-UICulture).Name
        applied = [bool] $Apply
        findings = $findings.ToArray()
    }
    $utf8 = [System.Text.UTF8Encoding]::new($true)
    $lines = @("$($report.at)  $($report.windows)  DomainRole $($report.domainRole)  PowerShell $($report.powershell)  $($report.culture)", '')
    foreach ($finding in $findings) {
        $lines += '{0,-14} {1}' -f $finding.status, $finding.id
        $lines += '               {0}' -f $finding.fact
        $lines += '               expected: {0}' -f $finding.expected
        $lines += '               seen:     {0}' -f $finding.seen
    }
    [System.IO.File]::WriteAllText((Join-Path $ReportFolder 'verify-on-windows.json'), (ConvertTo-Json -InputObject $report -Depth 5), $utf8)
    [System.IO.File]::WriteAllText((Join-Path $ReportFolder 'verify-on-windows.txt'), (($lines -join "`r`n") + "`r`n"), $utf8)
}
