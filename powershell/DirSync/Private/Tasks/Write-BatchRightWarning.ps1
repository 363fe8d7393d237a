function Write-BatchRightWarning {
    # Registering says 0x4131C where the account may not log on as a batch job; COM from PowerShell hands on no code of a success, so LSA is asked.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Account
    )

    try {
        $right = Test-BatchRight -Sid $Account.Sid
    }
    catch {
        # The tasks are registered all the same: what can't be read here is no reason to take them away again.
        $record = ConvertTo-FailureRecord -Record $_ -Cmdlet 'Test-DirSyncBatchRight'
        Write-Warning -Message ('{0} {1}' -f $record.Exception.Message, $record.ErrorDetails.RecommendedAction)
        return
    }
    if (-not $right.Held -or $right.Denied) {
        Write-Warning -Message ($Text.TaskBatchRightMissing -f $Account.Name, '0x0004131C', '')
    }
}
