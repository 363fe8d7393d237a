function Assert-InstallSetting {
    # Refuses settings that contradict each other or name files that aren't there, before anything is done.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Setting
    )

    $fault = $null
    if ("$($Setting.ConfigPath)" -ne '' -and "$($Setting.ImportFrom)" -ne '') {
        $fault = @{
            Id = 'InstallTwoConfigs'
            Category = 'InvalidArgument'
            Target = $Setting.ConfigPath
            Seen = $Text.InstallTwoConfigs
            Remedy = $Text.InstallTwoConfigsRemedy
        }
    }
    elseif ($Setting.BatchRight -notin 'Auto', 'Local', 'Policy', 'Skip') {
        $fault = @{
            Id = 'InstallBatchRightUnknown'
            Category = 'InvalidArgument'
            Target = $Setting.BatchRight
            Seen = $Text.InstallBatchRightUnknown -f $Setting.BatchRight
            Remedy = $Text.InstallBatchRightUnknownRemedy
        }
    }
    foreach ($path in @($Setting.ConfigPath, $Setting.ImportFrom)) {
        if ($null -eq $fault -and "$path" -ne '' -and -not [System.IO.File]::Exists($path)) {
            $fault = @{
                Id = 'InstallFileMissing'
                Category = 'ObjectNotFound'
                Target = $path
                Seen = $Text.InstallFileMissing -f $path
                Remedy = $Text.InstallFileMissingRemedy
            }
        }
    }
    if ($null -ne $fault) {
        throw (New-DirSyncErrorRecord @fault)
    }
}
