function Install-Config {
    <#
    .SYNOPSIS
    config.yml at its place: taken over, imported, made of a few answers, or as it is; checked before it replaces anything.
    .OUTPUTS
    What was done, in words; nothing when it was so.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Layout,
        [AllowEmptyString()] [string] $ConfigPath,
        [AllowEmptyString()] [string] $ImportFrom,
        [AllowEmptyString()] [string] $TokenOwner,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $place = $Layout.ConfigPath
    $folder = Split-Path -Path $place -Parent
    if (-not [System.IO.Directory]::Exists($folder)) {
        New-SoundFolder -Path $folder -Sddl (Get-DirSyncSddl -Kind 'Data') -UnixMode '0755' -Undo $Undo
    }
    # Beside its place, since relative paths in it count from there.
    $aside = "$place.check.yml"
    Remove-Folder -Path $aside
    $done = $null
    try {
        if ($ConfigPath -ne '') {
            [System.IO.File]::WriteAllBytes($aside, [System.IO.File]::ReadAllBytes($ConfigPath))
            $done = $Text.InstallConfigTaken -f $place, $ConfigPath
        }
        elseif ($ImportFrom -ne '') {
            $null = Invoke-DirSyncExecutable -Argument 'config', 'import', $ImportFrom, '--out', $aside -Program $Layout.Program
            $done = $Text.InstallConfigImported -f $place, $ImportFrom
        }
        elseif ([System.IO.File]::Exists($place)) {
            [System.IO.File]::WriteAllBytes($aside, [System.IO.File]::ReadAllBytes($place))
            $done = $Text.InstallConfigOwner -f $place
        }
        else {
            [System.IO.File]::WriteAllText($aside, (New-ConfigText -Answer (Read-ConfigAnswer)), [System.Text.UTF8Encoding]::new($false))
            $done = $Text.InstallConfigMade -f $place
        }
        # Warnings are given of the file at its place.
        $entries = @(Get-ConfigEntry -Path $aside -Program $Layout.Program -WarningAction SilentlyContinue)
        if ($ConfigPath -ne '' -or $ImportFrom -ne '') {
            Copy-ConfigFile -From (Split-Path -Path "$ConfigPath$ImportFrom" -Parent) -To $folder -Entry $entries -Undo $Undo
        }
        if ($TokenOwner -ne '') {
            Set-TokenOwner -Path $aside -Owner $TokenOwner -Entry $entries -Program $Layout.Program
        }
        $null = Invoke-DirSyncExecutable -Argument 'config', 'check', '--config', $aside -Program $Layout.Program -WarningAction SilentlyContinue
        if (Set-FileContent -Path $place -Byte ([System.IO.File]::ReadAllBytes($aside)) -Undo $Undo) {
            $done
        }
    }
    finally {
        Remove-Folder -Path $aside
    }
}
