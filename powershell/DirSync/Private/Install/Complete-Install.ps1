function Complete-Install {
    # Removes what a call kept for its undo. What can't be removed is in nobody's way, and the next call tries again.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Generic.List[string]] $Obsolete
    )

    foreach ($path in $Obsolete) {
        try {
            Remove-Folder -Path $path
        }
        catch {
            Write-Warning -Message ($Text.InstallNotRemoved -f $path, $_.Exception.GetBaseException().Message)
        }
    }
}
