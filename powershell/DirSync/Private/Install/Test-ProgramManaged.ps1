function Test-ProgramManaged {
    # Whether the program's place is ours to fill and to empty. Elsewhere than on Windows a package may have put it among others' on the PATH.
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Layout
    )

    -not [string]::IsNullOrEmpty($Layout.ProgramFolder) -and (Split-Path -Path $Layout.ProgramFolder -Leaf) -eq 'DirSync'
}
