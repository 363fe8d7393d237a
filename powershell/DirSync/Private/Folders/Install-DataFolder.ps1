function Install-DataFolder {
    <#
    .SYNOPSIS
    The data folder and those in it, with the rights of the task's account. What is there and sound stays.
    .PARAMETER FormerSid
    The account that had the rights so far.
    .OUTPUTS
    What was done, in words; nothing when all was so.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $DataFolder,
        [Parameter(Mandatory)] [string] $Sid,
        [AllowEmptyString()] [string] $FormerSid,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo,
        [switch] $Force
    )

    $accounts = @($Sid, $FormerSid | Where-Object { -not [string]::IsNullOrEmpty($_) })
    $places = @(@{ Path = $DataFolder; Kind = 'Data'; Writer = @() })
    foreach ($name in 'state', 'logs', 'plans') {
        $places += @{ Path = (Join-Path $DataFolder $name); Kind = 'Work'; Writer = $accounts }
    }
    foreach ($place in $places) {
        $path = $place.Path
        $sddl = Get-DirSyncSddl -Kind $place.Kind -Sid $Sid
        if (Test-PathTaken -Path $path) {
            if (-not $Force) {
                Assert-FolderSound -Path $path -Writer $place.Writer
            }
            elseif (@(Get-UnsoundFolder -Path $path -Writer $place.Writer).Count -gt 0) {
                $aside = Move-Aside -Path $path -Undo $Undo
                $Text.FolderMovedAside -f $path, $aside
            }
        }
        if (-not (Test-PathTaken -Path $path)) {
            New-SoundFolder -Path $path -Sddl $sddl -Writer $place.Writer -Undo $Undo
            $Text.FolderMade -f $path
        }
        elseif ($FormerSid -ne $Sid) {
            Set-FolderAccount -Path $path -Sddl $sddl -Undo $Undo
            $Text.FolderAccountSet -f $path
        }
        if ($place.Kind -eq 'Work') {
            Install-KeptFile -Folder $path -Sid $Sid -Renew:($FormerSid -ne $Sid) -Undo $Undo
        }
    }
    if ($FormerSid -ne $Sid) {
        Set-SecretAccount -DataFolder $DataFolder -Sid $Sid -Undo $Undo
    }
}
