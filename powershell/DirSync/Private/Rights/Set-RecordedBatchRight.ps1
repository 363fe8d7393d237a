function Set-RecordedBatchRight {
    <#
    .SYNOPSIS
    Has install.json say who granted the right, so that it is taken back there and nowhere else.
    .PARAMETER By
    local, policy, or none once it was taken back.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Record,
        [Parameter(Mandatory)] [ValidateSet('local', 'policy', 'none')] [string] $By,
        [AllowNull()] [AllowEmptyString()] [string] $Gpo
    )

    $right = [pscustomobject]@{
        granted = $By -ne 'none'
        by = if ($By -eq 'none') { $null } else { $By }
        gpo = if ([string]::IsNullOrEmpty($Gpo)) { $null } else { $Gpo }
    }
    $Record.Installation | Add-Member -MemberType NoteProperty -Name 'batchRight' -Value $right -Force
    $json = ConvertTo-Json -InputObject $Record.Installation -Depth 10
    # Written aside: a file that is half written would leave the tasks without their account. Replace keeps the ACL.
    $aside = $Record.Path + '.new'
    [System.IO.File]::WriteAllText($aside, $json + "`n", [System.Text.UTF8Encoding]::new($false))
    [System.IO.File]::Replace($aside, $Record.Path, [NullString]::Value)
}
