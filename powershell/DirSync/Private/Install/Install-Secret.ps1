function Install-Secret {
    <#
    .SYNOPSIS
    The secrets that the configuration needs: those given are stored, those that are neither given nor there are asked for.
    .PARAMETER Given
    By name: token, ldap-password.
    .OUTPUTS
    What was done, in words; nothing when all were there.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Layout,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Entry,
        [Parameter(Mandatory)] [hashtable] $Given,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $places = @('--config', $Layout.ConfigPath, '--data', $Layout.DataFolder)
    $there = (Invoke-DirSyncExecutable -Argument (@('secret', 'status') + $places) -Program $Layout.Program -WarningAction SilentlyContinue).secrets
    $folder = Join-Path $Layout.DataFolder 'secrets'
    foreach ($wanted in Get-WantedSecret -Entry $Entry) {
        $what = if ($wanted.Domain -ne '') { '{0} ({1})' -f $wanted.Name, $wanted.Domain } else { $wanted.Name }
        $value = $Given[$wanted.Name]
        if ($null -eq $value) {
            $present = @($there | Where-Object { $_.name -eq $wanted.Name -and "$($_.domain)" -eq $wanted.Domain -and $_.present })
            if ($present.Count -gt 0) {
                continue
            }
            $parameter = @{ 'token' = '-Token'; 'ldap-password' = '-LdapPassword'; 'proxy-password' = 'Set-DirSyncSecret -Name proxy-password' }[$wanted.Name]
            $value = Read-Answer -Question ($Text.InstallAskSecret -f $what) -Instead $parameter -AsSecret
        }
        $file = if ($wanted.Domain -ne '') { '{0}.{1}.json' -f $wanted.Name, $wanted.Domain.ToLowerInvariant() } else { "$($wanted.Name).json" }
        Add-FolderUndo -Undo $Undo -Path $folder
        Add-FileUndo -Undo $Undo -Path (Join-Path $folder $file)
        $argument = @('secret', 'set', $wanted.Name) + $places
        if ($wanted.Domain -ne '') {
            $argument += "--domain=$($wanted.Domain)"
        }
        $null = Invoke-DirSyncExecutable -Argument $argument -Secret $value -Program $Layout.Program
        $Text.InstallSecretStored -f $what
    }
}
