# What the tests on Windows have in common. The program under test is dist/dirsync.exe; the directory and the service run outside, on loopback:
# a connection to DIRSYNC_TEST_SIMULATORS (host:port) is a pair of them, in JSON by the line (tests/powershell/simulators.ts).
Set-StrictMode -Version Latest
$script:Utf8 = [System.Text.UTF8Encoding]::new($false)

Add-Type -TypeDefinition @'
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.AccessControl;

namespace DirSyncTests {
    public static class FileSecurity {
        [DllImport("advapi32", CharSet = CharSet.Unicode, SetLastError = true)]
        private static extern bool SetFileSecurityW(string path, uint what, byte[] descriptor);

        public static void SetAccess(string path, string sddl) {
            var descriptor = new RawSecurityDescriptor(sddl);
            // Owners are not kept here.
            if (descriptor.DiscretionaryAcl == null) return;
            var bytes = new byte[descriptor.BinaryLength];
            descriptor.GetBinaryForm(bytes, 0);
            const uint DaclSecurityInformation = 4;
            if (!SetFileSecurityW(path, DaclSecurityInformation, bytes)) throw new Win32Exception();
        }
    }
}
'@

function Set-FileSecurity {
    # The access list of a file or folder, by SetFileSecurity.
    param ([Parameter(Mandatory)] [string] $Path, [Parameter(Mandatory)] [string] $Sddl)
    [DirSyncTests.FileSecurity]::SetAccess($Path, $Sddl)
}

function Connect-Simulator {
    # The directory and the service, for Send-Order; Disconnect-Simulator ends them.
    $address, $port = $env:DIRSYNC_TEST_SIMULATORS -split ':'
    $client = [System.Net.Sockets.TcpClient]::new($address, [int] $port)
    $stream = $client.GetStream()
    $lines = [pscustomobject]@{
        Client = $client
        StandardInput = [System.IO.StreamWriter]::new($stream, $script:Utf8)
        StandardOutput = [System.IO.StreamReader]::new($stream, $script:Utf8)
    }
    $lines.StandardInput.AutoFlush = $true
    $first = $lines.StandardOutput.ReadLine() | ConvertFrom-Json
    Add-Member -InputObject $first -MemberType NoteProperty -Name Process -Value $lines -PassThru
}

function Disconnect-Simulator {
    param ([Parameter(Mandatory)] $Simulator)
    $Simulator.Process.Client.Dispose()
}

function ConvertTo-WindowsPath {
    # A file of the Linux around, as this Windows sees it.
    param ([Parameter(Mandatory)] [string] $Path)
    'Z:' + $Path.Replace('/', '\')
}

function New-Handover {
    # A folder as an administrator gets it: a configuration, and the certificate of his directory beside it. Gives the configuration's path.
    param ([Parameter(Mandatory)] [string] $Folder, [Parameter(Mandatory)] $Simulator)

    $certificates = Join-Path $Folder '証明書'
    $null = New-Item -ItemType Directory -Path $certificates
    $yaml = [System.IO.File]::ReadAllText((ConvertTo-WindowsPath $Simulator.config))
    if ($yaml -notmatch '(?m)^\s+ca_file: (?<path>/.+)$') { throw "no certificate in $yaml" }
    [System.IO.File]::Copy((ConvertTo-WindowsPath $Matches['path']), (Join-Path $certificates 'ディレクトリ ca.pem'))
    $file = Join-Path $Folder '設定 config.yml'
    [System.IO.File]::WriteAllText($file, $yaml.Replace($Matches['path'], '証明書/ディレクトリ ca.pem'), $script:Utf8)
    $file
}

function New-WindowsArchive {
    # An unpacked archive: the program, beside it the module. Of another version, both say so.
    param ([Parameter(Mandatory)] [string] $Folder, [string] $Version = '')

    $null = New-Item -ItemType Directory -Path (Join-Path $Folder 'docs')
    $module = Join-Path $Folder 'DirSync'
    Copy-Item -LiteralPath (Get-ProjectPath 'powershell/DirSync') -Destination $module -Recurse
    $program = Join-Path $Folder 'dirsync.exe'
    [System.IO.File]::Copy((Get-ProjectPath 'dist/dirsync.exe'), $program)
    foreach ($name in 'LICENSE', 'docs\events.md') { [System.IO.File]::Copy((Get-ProjectPath $name), (Join-Path $Folder $name)) }
    [System.IO.File]::WriteAllText((Join-Path $Folder '請求書.txt'), 'not ours')
    # What a browser leaves, and Explorer on all that it unpacks; on a module's own files, PowerShell would not load them.
    foreach ($file in $program, (Join-Path $Folder 'LICENSE')) { Set-Content -LiteralPath $file -Stream 'Zone.Identifier' -Value "[ZoneTransfer]`r`nZoneId=3" }
    if ($Version -eq '') { return $module }
    $manifest = Join-Path $module 'DirSync.psd1'
    $text = [System.IO.File]::ReadAllText($manifest)
    if ($text -notmatch "ModuleVersion = '(?<version>[\d.]+)'") { throw "no version in $manifest" }
    $own = $Matches['version']
    [System.IO.File]::WriteAllText($manifest, $text.Replace("ModuleVersion = '$own'", "ModuleVersion = '$Version'"), [System.Text.UTF8Encoding]::new($true))
    Set-ProgramVersion -Program $program -From $own -To $Version
    $module
}

function Set-ProgramVersion {
    # The program carries package.json's version as text.
    param ([Parameter(Mandatory)] [string] $Program, [Parameter(Mandatory)] [string] $From, [Parameter(Mandatory)] [string] $To)
    if ($From.Length -ne $To.Length) { throw 'a version of the same length is needed' }
    $bytes = [System.IO.File]::ReadAllBytes($Program)
    $text = [System.Text.Encoding]::Latin1.GetString($bytes)
    $new = [System.Text.Encoding]::ASCII.GetBytes($To)
    $wanted = 'version:"{0}"' -f $From
    $count = 0
    for ($at = $text.IndexOf($wanted, [System.StringComparison]::Ordinal); $at -ge 0; $at = $text.IndexOf($wanted, $at + 1, [System.StringComparison]::Ordinal)) {
        [System.Array]::Copy($new, 0, $bytes, $at + $wanted.Length - $From.Length - 1, $new.Length)
        $count++
    }
    if ($count -eq 0) { throw "$Program does not say $From" }
    [System.IO.File]::WriteAllBytes($Program, $bytes)
}

function New-WindowsMachine {
    # What Wine has not: Task Scheduler and user rights. The account of the tasks is a real one of this Windows.
    param ([Parameter(Mandatory)] [string] $Folder)

    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    $machine = New-MachineStandIn -Folder $Folder -DomainRole 2
    $machine.Name = [System.Environment]::MachineName
    $machine.Accounts[$identity.User.Value] = $identity.Name
    $more = @{
        Account = $identity.Name
        Sid = $identity.User.Value
        Scheduler = New-TaskSchedulerStandIn -Account @{ Name = $identity.Name; Sid = $identity.User.Value; Password = '合言葉 "correct" horse' }
    }
    Add-Member -InputObject $machine -NotePropertyMembers $more -PassThru
}

function Get-WindowsState {
    # Everything that an installation could change on this Windows, as one text.
    param ([Parameter(Mandatory)] $Machine)

    $lines = [System.Collections.Generic.List[string]]::new()
    foreach ($place in 'C:\Program Files', 'C:\Program Files\WindowsPowerShell\Modules', 'C:\ProgramData') {
        foreach ($found in @(Get-ChildItem -LiteralPath $place -Filter '*DirSync*' -Force -ErrorAction Ignore)) {
            $lines.Add($found.FullName)
            foreach ($item in Get-ChildItem -LiteralPath $found.FullName -Recurse -Force | Sort-Object -Property FullName) {
                $content = if ($item -is [System.IO.FileInfo]) { Get-FileText $item } else { 'folder' }
                $sddl = if ($place -eq 'C:\ProgramData') { (Get-Acl -LiteralPath $item.FullName).Sddl } else { '' }
                $lines.Add("$($item.FullName) $content $sddl")
            }
        }
    }
    $lines.Add((Get-EventSourceText))
    $lines.Add($Machine.Scheduler.Snapshot())
    foreach ($right in $Machine.Local.Keys) { $lines.Add("right $right $($Machine.Local[$right] -join ',')") }
    $lines -join "`n"
}

function Get-FileText {
    # What tells a file from another; of a big one its size and time will do.
    param ([Parameter(Mandatory)] [System.IO.FileInfo] $File)
    if ($File.Length -gt 10MB) { return '{0} {1:o}' -f $File.Length, $File.LastWriteTimeUtc }
    [System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([System.IO.File]::ReadAllBytes($File.FullName)))
}

function Get-EventSourceText {
    # The registered source, as the registry has it.
    $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\CurrentControlSet\Services\EventLog\Application\DirSync')
    if ($null -eq $key) { return 'no event source' }
    try {
        $file = $key.GetValue('EventMessageFile', $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        '{0} {1} {2}' -f $file, $key.GetValueKind('EventMessageFile'), $key.GetValue('TypesSupported')
    }
    finally {
        $key.Dispose()
    }
}

function Get-ScheduledTask {
    # A registered task of the machine.
    param ([Parameter(Mandatory)] $Machine, [Parameter(Mandatory)] [string] $Name)
    (Connect-TaskSchedulerStandIn $Machine.Scheduler).GetFolder('\DirSync').GetTask($Name)
}

Export-ModuleMember -Function *-*
