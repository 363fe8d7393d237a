function Assert-CheckPassed {
    # Refuses to go on when a check of Test-DirSyncConnection failed: every one is named, with what to do.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Check
    )

    $failed = @($Check | Where-Object { $_.Status -eq 'fail' })
    if ($Check.Count -gt 0 -and $failed.Count -eq 0) {
        return
    }
    $seen = @($failed | ForEach-Object { '{0}: {1}' -f $_.Id, $_.Seen })
    $remedies = @($failed | ForEach-Object -MemberName 'Remedy' | Where-Object { -not [string]::IsNullOrEmpty($_) } | Select-Object -Unique)
    $fault = @{
        Id = 'InstallTestFailed'
        Category = 'InvalidResult'
        Target = '\DirSync\Test'
        Seen = $Text.InstallTestFailed -f ($seen -join "`n")
        Remedy = $Text.InstallTestFailedRemedy -f ($remedies -join "`n")
    }
    throw (New-DirSyncErrorRecord @fault)
}
