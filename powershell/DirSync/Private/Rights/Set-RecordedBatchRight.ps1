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

    $Record.Installation.batchRight = [pscustomobject]@{
        granted = $By -ne 'none'
        by = if ($By -eq 'none') { $null } else { $By }
        gpo = if ([string]::IsNullOrEmpty($Gpo)) { $null } else { $Gpo }
    }
    # The right itself is not undone with the file, so nobody asks for this stack.
    $undo = [System.Collections.Stack]::new()
    Set-InstallRecord -DataFolder $Record.DataFolder -Record $Record.Installation -Undo $undo > $null
}
