function Read-ParameterFile {
    <#
    .SYNOPSIS
    The parameters of an unattended installation, from a .psd1 file. Refused with a secret in it, or with what is no parameter.
    .NOTES
    Import-PowerShellDataFile runs nothing. Relative paths in the file count from its folder.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    try {
        $read = Import-PowerShellDataFile -LiteralPath $Path
    }
    catch {
        $fault = @{
            Id = 'InstallParameterFileUnreadable'
            Category = 'InvalidData'
            Target = $Path
            Seen = $Text.InstallParameterFileUnreadable -f $Path, $_.Exception.Message
            Remedy = $Text.InstallParameterFileUnreadableRemedy
            Cause = $_.Exception
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    $known = @{
        ConfigPath = [string]
        ImportFrom = [string]
        TokenOwner = [string]
        GroupManagedServiceAccount = [string]
        BatchRight = [string]
        DefineList = [string[]]
        Enable = [bool]
        Force = [bool]
    }
    $secrets = @($read.Keys | Where-Object { $_ -match 'token$|password|secret|credential' } | Sort-Object)
    if ($secrets.Count -gt 0) {
        $fault = @{
            Id = 'InstallParameterFileSecret'
            Category = 'SecurityError'
            Target = $Path
            Seen = $Text.InstallParameterFileSecret -f $Path, ($secrets -join ', ')
            Remedy = $Text.InstallParameterFileSecretRemedy
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    $unknown = @($read.Keys | Where-Object { -not $known.ContainsKey($_) } | Sort-Object)
    if ($unknown.Count -gt 0) {
        $fault = @{
            Id = 'InstallParameterFileUnknown'
            Category = 'InvalidData'
            Target = $Path
            Seen = $Text.InstallParameterFileUnknown -f $Path, ($unknown -join ', ')
            Remedy = $Text.InstallParameterFileUnknownRemedy -f (@($known.Keys | Sort-Object) -join ', ')
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    $folder = Split-Path -Path $Path -Parent
    $parameters = @{}
    foreach ($name in $read.Keys) {
        $value = $read[$name] -as $known[$name]
        if ($name -in 'ConfigPath', 'ImportFrom') {
            $value = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($folder, $value))
        }
        $parameters[$name] = $value
    }
    $parameters
}
