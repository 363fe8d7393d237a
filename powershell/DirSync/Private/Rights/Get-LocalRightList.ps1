function Get-LocalRightList {
    <#
    .SYNOPSIS
    The holders of a user right in the local policy, as secedit exports them, and after them those that LSA knows besides.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $InForce,
        [Parameter(Mandatory)] [string] $Folder
    )

    $export = Join-Path $Folder 'export.inf'
    $log = Join-Path $Folder 'export.log'
    $code = Invoke-Secedit -Argument @('/export', '/cfg', $export, '/areas', 'USER_RIGHTS', '/log', $log, '/quiet')
    if (-not [System.IO.File]::Exists($export)) {
        $fault = @{
            Id = 'RightsExportFailed'
            Category = 'ReadError'
            Target = $Right
            Seen = $Text.RightsExportFailed -f $code, $export
            Remedy = $Text.RightsExportFailedRemedy
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    # No line: nobody by local policy.
    $listed = @((Get-InfRightHolder -Template (Read-PolicyText -Path $export).Content -Right $Right).Holder)
    $known = @($listed | ForEach-Object { ConvertTo-HolderSid -Holder $_ })
    $besides = @($InForce | Where-Object { $_ -notin $known } | ForEach-Object { "*$_" })
    $listed + $besides
}
