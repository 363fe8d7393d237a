# What the tests of the module have in common. The program under test is DIRSYNC_TEST_PROGRAM, which `npm test` sets; else dist/dirsync.

$script:Root = Split-Path -Path (Split-Path -Path (Split-Path -Path $PSScriptRoot -Parent) -Parent) -Parent
$script:Utf8 = [System.Text.UTF8Encoding]::new($false)

function Get-ProjectPath {
    # A path below the project's folder.
    param ([string] $Path = '')
    Join-Path $script:Root $Path
}

function Get-NodePath {
    $own = Get-ProjectPath 'node_modules/.bin/node'
    if (Test-Path -LiteralPath $own) { $own } else { (Get-Command -Name node -CommandType Application -TotalCount 1).Source }
}

function Get-TestProgram {
    # The executable that the module is tested with.
    if ($env:DIRSYNC_TEST_PROGRAM) { return $env:DIRSYNC_TEST_PROGRAM }
    Get-ProjectPath 'dist/dirsync'
}

function Import-TestedModule {
    # The module as it lies in the project, in a language, loaded anew.
    param ([string] $UICulture = 'en-US')
    [System.Globalization.CultureInfo]::CurrentUICulture = $UICulture
    Import-Module -Name (Get-ProjectPath 'powershell/DirSync') -Force -Global
}

function New-ProgramFolder {
    # A folder for the PATH, its name with blanks and Japanese, in which `dirsync` is a script: the program itself unless told.
    param ([string] $Script = ('exec "{0}" "$@"' -f (Get-TestProgram)))
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) ('dirsync プログラム {0}' -f [guid]::NewGuid().ToString('N'))
    $null = New-Item -ItemType Directory -Path $folder
    $file = Join-Path $folder 'dirsync'
    [System.IO.File]::WriteAllText($file, "#!/bin/sh`n$Script`n", $script:Utf8)
    & chmod 755 $file
    $folder
}

function Start-Simulator {
    # The directory and the service on loopback: paths of a configuration and a data folder, secrets, and a process to order about.
    $start = [System.Diagnostics.ProcessStartInfo]::new((Get-NodePath))
    $start.ArgumentList.Add((Get-ProjectPath 'tests/powershell/simulators.ts'))
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.StandardInputEncoding = $script:Utf8
    $start.StandardOutputEncoding = $script:Utf8
    $process = [System.Diagnostics.Process]::Start($start)
    $first = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    Add-Member -InputObject $first -MemberType NoteProperty -Name Process -Value $process -PassThru
}

function Send-Order {
    # Orders the simulators to do something (tests/powershell/simulators.ts), and gives their answer.
    param ($Simulator, [hashtable] $Order)
    $Simulator.Process.StandardInput.WriteLine((ConvertTo-Json -InputObject $Order -Compress))
    $Simulator.Process.StandardOutput.ReadLine() | ConvertFrom-Json
}

function Stop-Simulator {
    param ($Simulator)
    $Simulator.Process.StandardInput.Close()
    if (-not $Simulator.Process.WaitForExit(10000)) { $Simulator.Process.Kill($true) }
    $Simulator.Process.Dispose()
}

function Enter-Installation {
    # Simulators, and this session's environment as an installed program would find it. Exit-Installation puts it back.
    $simulator = Start-Simulator
    $before = @{}
    $names = 'PATH', 'DIRSYNC_CONFIG', 'DIRSYNC_DATA', 'DIRSYNC_TOKEN', 'DIRSYNC_LDAP_PASSWORD'
    foreach ($name in $names) { $before[$name] = [System.Environment]::GetEnvironmentVariable($name) }
    $programs = New-ProgramFolder
    $env:PATH = '{0}{1}{2}' -f $programs, [System.IO.Path]::PathSeparator, $env:PATH
    $env:DIRSYNC_CONFIG = $simulator.config
    $env:DIRSYNC_DATA = $simulator.data
    $env:DIRSYNC_TOKEN = $simulator.token
    $env:DIRSYNC_LDAP_PASSWORD = $simulator.ldapPassword
    Add-Member -InputObject $simulator -NotePropertyMembers @{ Before = $before; Programs = $programs; Program = Join-Path $programs 'dirsync' } -PassThru
}

function Exit-Installation {
    param ($Installation)
    foreach ($name in $Installation.Before.Keys) { [System.Environment]::SetEnvironmentVariable($name, $Installation.Before[$name]) }
    Remove-Item -LiteralPath $Installation.Programs -Recurse -Force
    Stop-Simulator $Installation
}

function Invoke-Product {
    # The program itself, for what must be there before the module is asked: its document.
    param ($Installation, [string[]] $Argument)
    $run = & (Get-Module DirSync) { Start-NativeProgram -Path $args[0] -Argument $args[1] } $Installation.Program ($Argument + '--json')
    $run.Output | ConvertFrom-Json
}

function New-TestScheduler {
    # Task Scheduler's stand-in with our three tasks, each running the program for real as an account of that name.
    param ($Installation, [hashtable] $Account = @{})
    Import-Module -Name (Get-ProjectPath 'tests/powershell/stand-ins/TaskScheduler.psm1') -Global
    $all = @{ Name = 'EXAMPLE\dirsync'; Sid = 'S-1-5-21-1-2-3-1001'; Password = 'p' } + $Account
    $store = New-TaskSchedulerStandIn -Account $all
    foreach ($name in 'DIRSYNC_CONFIG', 'DIRSYNC_DATA', 'DIRSYNC_TOKEN', 'DIRSYNC_LDAP_PASSWORD') {
        $store.Environment[$name] = [System.Environment]::GetEnvironmentVariable($name)
    }
    $root = (Connect-TaskSchedulerStandIn $store).GetFolder('\')
    $folder = $root.CreateFolder('\DirSync', $null)
    $plans = Join-Path $Installation.data 'plans'
    $logs = Join-Path $Installation.data 'logs'
    $null = New-Item -ItemType Directory -Path $plans, $logs -Force
    $arguments = @{
        Sync = 'sync --json'
        Plan = 'plan --json --out "{0}"' -f (Join-Path $plans 'plan.json')
        Test = 'test --json --out "{0}"' -f (Join-Path $logs 'test.json')
    }
    foreach ($name in $arguments.Keys) {
        $xml = New-TaskXml -Command $Installation.Program -Arguments $arguments[$name] -Repeated:($name -eq 'Sync')
        $null = $folder.RegisterTask($name, $xml, 0x16, $all.Name, $all.Password, 1, $null)
    }
    $store
}

function New-TaskXml {
    param ([string] $Command, [string] $Arguments, [switch] $Repeated)
    $trigger = '<TimeTrigger><StartBoundary>2026-01-01T00:00:00</StartBoundary><Repetition><Interval>PT120M</Interval></Repetition></TimeTrigger>'
    @"
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>$(if ($Repeated) { $trigger })</Triggers>
  <Principals><Principal id="Author"><LogonType>Password</LogonType></Principal></Principals>
  <Settings><Enabled>true</Enabled></Settings>
  <Actions Context="Author">
    <Exec><Command>$([System.Security.SecurityElement]::Escape($Command))</Command><Arguments>$([System.Security.SecurityElement]::Escape($Arguments))</Arguments></Exec>
  </Actions>
</Task>
"@
}

function Wait-Until {
    # Until something holds; what never comes is an error, not a test that never ends.
    param ([scriptblock] $Condition)
    $until = [datetime]::UtcNow.AddSeconds(60)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $until) { throw "never came: $Condition" }
        Start-Sleep -Milliseconds 50
    }
}

function ConvertTo-TestSecret {
    # A SecureString of a text that is no secret.
    param ([string] $Value)
    $secret = [securestring]::new()
    foreach ($character in $Value.ToCharArray()) { $secret.AppendChar($character) }
    $secret.MakeReadOnly()
    $secret
}

Export-ModuleMember -Function *
