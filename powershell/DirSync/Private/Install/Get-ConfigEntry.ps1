function Get-ConfigEntry {
    # The effective values of a configuration file: key, value, origin (default, or line:column of the value). Throws what is wrong with the file.
    [CmdletBinding()]
    [OutputType([pscustomobject[]])]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Program
    )

    (Invoke-DirSyncExecutable -Argument 'config', 'show', '--config', $Path -Program $Program).values
}
