function Get-UnsoundFolder {
    # The faults of a folder as it is now, as Get-FolderFault has them. Wine keeps neither owner nor protection: there its maker is as good.
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [string[]] $Writer = @(),
        [switch] $Inheriting
    )

    $security = Get-FolderSecurity -Path $Path
    $faults = @(Get-FolderFault -Security $security -Writer $Writer -Inheriting:$Inheriting)
    if ($faults.Count -eq 0 -or $security.Reparse) {
        return $faults
    }
    $owner = Get-AcceptedOwner -Security $security
    if ([string]::IsNullOrEmpty($owner)) {
        return $faults
    }
    Get-FolderFault -Security $security -Writer $Writer -Owner $owner -Inheriting
}
