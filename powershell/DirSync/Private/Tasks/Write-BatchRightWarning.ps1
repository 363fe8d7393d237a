function Write-BatchRightWarning {
    # Registering says 0x4131C where the account may not log on as a batch job; COM from PowerShell hands on no code of a success, so LSA is asked.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Account
    )

    $right = Test-BatchRight -Sid $Account.Sid
    if (-not $right.Held -or $right.Denied) {
        Write-Warning -Message ($Text.TaskBatchRightMissing -f $Account.Name, '0x0004131C', '')
    }
}
