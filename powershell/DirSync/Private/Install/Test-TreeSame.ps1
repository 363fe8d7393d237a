function Test-TreeSame {
    # Whether a folder has exactly these files of another, byte for byte.
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Source,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $File,
        [Parameter(Mandatory)] [string] $Destination
    )

    if (-not [System.IO.Directory]::Exists($Destination)) {
        return $false
    }
    $there = @(Get-TreeFile -Folder $Destination -Name $null)
    if (@(Compare-Object -ReferenceObject $File -DifferenceObject $there -CaseSensitive).Count -gt 0) {
        return $false
    }
    foreach ($name in $File) {
        $wanted = Get-FileHash -LiteralPath (Join-Path $Source $name) -Algorithm 'SHA256'
        $found = Get-FileHash -LiteralPath (Join-Path $Destination $name) -Algorithm 'SHA256'
        if ($wanted.Hash -ne $found.Hash) {
            return $false
        }
    }
    $true
}
