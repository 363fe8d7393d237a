# A whole machine to install on: folders, Task Scheduler, event sources, user rights; and an archive to install from. Effects are read back from it.
Set-StrictMode -Version Latest

function New-InstallMachine {
    # Nothing is installed. Its archive (New-TestArchive) is read alone, so that machines share it.
    param ([Parameter(Mandatory)] [string] $Folder, [AllowNull()] $Source, [int] $DomainRole = 2)

    $machine = New-MachineStandIn -Folder (Join-Path $Folder ('machine ' + [guid]::NewGuid().ToString('N').Substring(0, 8))) -DomainRole $DomainRole
    $root = $machine.Folder
    $disk = Join-Path $root 'C 日本'
    $null = New-Item -ItemType Directory -Path (Join-Path $disk 'Program Files'), (Join-Path $disk 'ProgramData') -Force
    $accounts = @(
        @{ Name = 'SRV01\dirsync'; Sid = 'S-1-5-21-9-9-9-1001'; Password = 'correct horse' }
        @{ Name = 'SRV01\backup'; Sid = 'S-1-5-21-9-9-9-1002'; Password = 'battery staple' }
        @{ Name = 'CONTOSO\gmsa-dirsync$'; Sid = 'S-1-5-21-1-2-3-1105'; GroupManaged = $true }
    )
    $data = [System.IO.Path]::Combine($disk, 'ProgramData', 'DirSync')
    $programs = [System.IO.Path]::Combine($disk, 'Program Files', 'DirSync')
    $more = @{
        Disk = $disk
        Scheduler = New-TaskSchedulerStandIn -Account $accounts
        Security = New-SecurityStandIn
        EventSources = @{}
        # Steps that fail, by the seam that is to.
        Faults = @{}
        Answers = [System.Collections.Generic.Queue[object]]::new()
        Asked = [System.Collections.Generic.List[string]]::new()
        Layout = [pscustomobject]@{
            Program = Join-Path $programs 'dirsync'
            ProgramFolder = $programs
            DataFolder = $data
            ConfigPath = Join-Path $data 'config.yml'
            ModuleFolder = [System.IO.Path]::Combine($disk, 'Program Files', 'WindowsPowerShell', 'Modules', 'DirSync')
        }
        Source = $Source
    }
    Add-Member -InputObject $machine -NotePropertyMembers $more -PassThru
}

function New-TestArchive {
    # An unpacked archive: the module, and beside it the program. Of another version, the program says that it is of that one.
    param ([Parameter(Mandatory)] [string] $Folder, [string] $Version, [string] $Script = 'exec "{0}" "$@"')

    $null = New-Item -ItemType Directory -Path $Folder, (Join-Path $Folder 'docs')
    $module = Join-Path $Folder 'DirSync'
    # Enough of it to see a tree of files arrive; the session runs the one of the project.
    $null = New-Item -ItemType Directory -Path (Join-Path $module 'Private') -Force
    foreach ($part in 'DirSync.psd1', 'DirSync.psm1', 'ja-JP', 'Private/Tasks') {
        Copy-Item -LiteralPath (Join-Path (Get-ProjectPath 'powershell/DirSync') $part) -Destination (Join-Path $module $part) -Recurse
    }
    $manifest = Join-Path $module 'DirSync.psd1'
    $own = (Import-PowerShellDataFile -LiteralPath $manifest).ModuleVersion
    $head = ''
    if (-not $Version) { $Version = $own }
    else {
        Set-Content -LiteralPath $manifest -Value ((Get-Content -LiteralPath $manifest -Raw) -replace "ModuleVersion = '[\d.]+'", "ModuleVersion = '$Version'") -NoNewline
        $head = "[ ""`$1"" = --version ] && echo $Version && exit`n"
    }
    $program = Join-Path $Folder 'dirsync'
    [System.IO.File]::WriteAllText($program, "#!/bin/sh`n# version $Version`n$head$($Script -f (Get-TestProgram))`n")
    & chmod 755 $program
    [System.IO.File]::WriteAllText((Join-Path $Folder 'LICENSE'), "MIT`n")
    [System.IO.File]::WriteAllText((Join-Path $Folder 'docs/events.md'), "# Events`n")
    # What an administrator may have beside it.
    [System.IO.File]::WriteAllText((Join-Path $Folder 'invoice.pdf'), 'not ours')
    [pscustomobject]@{ ModuleFolder = $module; Version = $Version; ProgramFolder = $Folder }
}

function Get-MachineState {
    # Everything that an installation could change, as one text: the same text is the same machine.
    param ([Parameter(Mandatory)] $Machine, [string[]] $Except = @())

    $lines = [System.Collections.Generic.List[string]]::new()
    foreach ($item in Get-ChildItem -LiteralPath $Machine.Disk -Recurse -Force | Sort-Object -Property FullName) {
        $name = $item.FullName.Substring($Machine.Disk.Length)
        if (@($Except | Where-Object { $name -match $_ }).Count -gt 0) { continue }
        $content = if ($item -is [System.IO.FileInfo]) { (Get-FileHash -LiteralPath $item.FullName).Hash } else { 'folder' }
        $lines.Add(('{0} {1} {2}' -f $name, $content, $Machine.Security.Sddl[$item.FullName]))
    }
    $lines.Add($Machine.Scheduler.Snapshot())
    foreach ($source in $Machine.EventSources.Keys | Sort-Object) { $lines.Add("source $source $($Machine.EventSources[$source])") }
    foreach ($right in $Machine.Local.Keys) { $lines.Add("right $right $($Machine.Local[$right] -join ',')") }
    $lines -join "`n"
}

function Get-Task {
    # A registered task of the machine.
    param ([Parameter(Mandatory)] $Machine, [Parameter(Mandatory)] [string] $Name)
    (Connect-TaskSchedulerStandIn $Machine.Scheduler).GetFolder('\DirSync').GetTask($Name)
}

function Get-TestRecord {
    param ([Parameter(Mandatory)] $Machine)
    Get-Content -LiteralPath (Join-Path $Machine.Layout.DataFolder 'install.json') -Raw | ConvertFrom-Json
}

function New-TestCredential {
    param ([string] $Name = 'SRV01\dirsync', [string] $Password = 'correct horse')
    [pscredential]::new($Name, (ConvertTo-TestSecret $Password))
}

function Get-Refusal {
    # The error record that a call ends with.
    param ([Parameter(Mandatory)] [scriptblock] $Call)
    try { $null = & $Call } catch { return $_ }
    throw 'it was not refused'
}

function Use-Machine {
    # This session's environment as on that machine: what the program would take from elsewhere is not there.
    param ([Parameter(Mandatory)] $Machine)
    $env:DIRSYNC_CONFIG = $Machine.Layout.ConfigPath
    $env:DIRSYNC_DATA = $Machine.Layout.DataFolder
    $env:DIRSYNC_TOKEN = $null
    $env:DIRSYNC_LDAP_PASSWORD = $null
}

Export-ModuleMember -Function *-*
