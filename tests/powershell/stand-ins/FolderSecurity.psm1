# A stand-in of what Windows keeps of files and folders: owner and access list. The folders themselves are real; what was made without a list
# inherits that of the folder above, as on Windows.
Set-StrictMode -Version Latest

function New-SecurityStandIn {
    # Path -> SDDL. Default: the list of the drive, where Users may make folders (%ProgramData% is like this).
    param ([string] $Default = 'O:BAD:(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)')
    [pscustomobject]@{
        Sddl = @{}
        Default = $Default
        # The system keeps neither owner nor protection (Wine): everything is the installing account's.
        KeepsNothing = $false
        CurrentSid = 'S-1-5-21-9-9-9-500'
        # Something changes what is made at this path right after.
        SpoiledPath = ''
        SpoiledSddl = ''
    }
}

function Get-StandInSecurity {
    # As the module's Get-FolderSecurity has it.
    param ($Security, [string] $Path)

    $found = [pscustomobject]@{
        Path = $Path; Exists = $false; IsFolder = $false; Reparse = $false; Owner = $null; Protected = $false; Entries = @(); Sddl = $null; UnixMode = $null
    }
    try { $attributes = [System.IO.File]::GetAttributes($Path) } catch [System.IO.IOException] { return $found }
    $found.Exists = $true
    $found.IsFolder = [bool]($attributes -band [System.IO.FileAttributes]::Directory)
    $found.Reparse = [bool]($attributes -band [System.IO.FileAttributes]::ReparsePoint)
    $own = $Security.Sddl[$Path]
    $found.Sddl = if ($null -ne $own) { $own } else { Get-InheritedSddl $Security $Path }
    if ($Security.KeepsNothing) {
        $found.Sddl = "O:$($Security.CurrentSid)D:(A;;FA;;;SY)(A;;FA;;;$($Security.CurrentSid))"
    }
    if ($found.Sddl -notmatch '^O:(?<owner>[A-Z]{2}|S-[\d-]+)D:(?<flags>P?)(?<list>(\([^()]*\))*)$') { throw "not an SDDL of ours: $($found.Sddl)" }
    $found.Owner = ConvertTo-StandInSid $Matches['owner']
    $found.Protected = $Matches['flags'] -eq 'P'
    $found.Entries = @(foreach ($entry in [regex]::Matches($Matches['list'], '\(([^()]*)\)')) {
            $type, $flags, $rights, $null, $null, $sid = $entry.Groups[1].Value -split ';'
            $mask = switch -Regex ($rights) {
                '^FA$' { 0x1f01ff }
                '^FR$' { 0x120089 }
                '^FW$' { 0x120116 }
                '^0x' { [System.Convert]::ToInt32($rights, 16) }
                default { throw "no right: $rights" }
            }
            [pscustomobject]@{ Sid = ConvertTo-StandInSid $sid; Mask = $mask; Allow = $type -eq 'A'; InheritOnly = $flags -match 'IO' }
        })
    $found
}

function Get-InheritedSddl {
    param ($Security, [string] $Path)
    $above = Split-Path -Path $Path -Parent
    while ($above) {
        if ($null -ne $Security.Sddl[$above]) { return $Security.Sddl[$above] -replace 'D:P', 'D:' }
        $above = Split-Path -Path $above -Parent
    }
    $Security.Default
}

function ConvertTo-StandInSid {
    param ([string] $Sid)
    switch ($Sid) {
        'BA' { 'S-1-5-32-544' }
        'SY' { 'S-1-5-18' }
        'BU' { 'S-1-5-32-545' }
        'WD' { 'S-1-1-0' }
        default { $Sid }
    }
}

function Set-StandInSecurity {
    # Keeps a list; what is inside inherits it anew, but for what is protected.
    param ($Security, [string] $Path, [string] $Sddl)
    if (-not (Test-Path -LiteralPath $Path)) { throw [System.IO.FileNotFoundException]::new("Could not find '$Path'.") }
    # Without a list the owner alone is set: what is inherited is Administrators' here.
    if ($Sddl -eq 'O:BA') { return }
    $Security.Sddl[$Path] = if ($Path -eq $Security.SpoiledPath) { $Security.SpoiledSddl } else { $Sddl }
}

function New-StandInFolder {
    param ($Security, [string] $Path, [string] $Sddl)
    # CreateDirectory leaves a folder that is there as it is.
    if (Test-Path -LiteralPath $Path) { return }
    $null = [System.IO.Directory]::CreateDirectory($Path)
    Set-StandInSecurity $Security $Path $Sddl
}

function New-StandInFile {
    param ($Security, [string] $Path, [string] $Sddl, [string] $Content)
    $stream = [System.IO.FileStream]::new($Path, [System.IO.FileMode]::CreateNew)
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($Content)
    $stream.Write($bytes, 0, $bytes.Length)
    $stream.Dispose()
    Set-StandInSecurity $Security $Path $Sddl
}

function Move-StandInFolder {
    # A list goes along with what it is on.
    param ($Security, [string] $Path, [string] $Destination)
    if ([System.IO.Directory]::Exists($Path)) { [System.IO.Directory]::Move($Path, $Destination) } else { [System.IO.File]::Move($Path, $Destination) }
    foreach ($key in @($Security.Sddl.Keys)) {
        if ($key -eq $Path -or $key.StartsWith("$Path/")) {
            $Security.Sddl[$Destination + $key.Substring($Path.Length)] = $Security.Sddl[$key]
            $Security.Sddl.Remove($key)
        }
    }
}

function Remove-StandInFolder {
    param ($Security, [string] $Path)
    $found = Get-StandInSecurity $Security $Path
    if (-not $found.Exists) { return }
    if ($found.IsFolder -and -not $found.Reparse) { [System.IO.Directory]::Delete($Path, $true) }
    elseif ($found.IsFolder) { [System.IO.Directory]::Delete($Path) }
    else { [System.IO.File]::Delete($Path) }
    foreach ($key in @($Security.Sddl.Keys)) {
        if ($key -eq $Path -or $key.StartsWith("$Path/")) { $Security.Sddl.Remove($key) }
    }
}

Export-ModuleMember -Function *-*
