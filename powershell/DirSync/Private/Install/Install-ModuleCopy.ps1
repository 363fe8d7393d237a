function Install-ModuleCopy {
    <#
    .SYNOPSIS
    The module below the folder where PowerShell looks for modules, under its version.
    .OUTPUTS
    What was done, in words; nothing when it was there.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Source,
        [Parameter(Mandatory)] [pscustomobject] $Layout,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Generic.List[string]] $Obsolete,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $destination = Join-Path $Layout.ModuleFolder $Source.Version
    $files = @(Get-TreeFile -Folder $Source.ModuleFolder -Name $null)
    if (Test-TreeSame -Source $Source.ModuleFolder -File $files -Destination $destination) {
        return
    }
    $old = Install-Tree -Source $Source.ModuleFolder -File $files -Destination $destination -Sddl (Get-DirSyncSddl -Kind 'Program') -Undo $Undo
    if ($null -ne $old) {
        $Obsolete.Add($old)
    }
    $Text.InstallModuleCopied -f $destination
}
