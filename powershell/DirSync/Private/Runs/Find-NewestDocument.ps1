function Find-NewestDocument {
    <#
    .SYNOPSIS
    The newest document of a command in a folder: of those written after a time, where one is given. Null where there is none.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Folder,
        [Parameter(Mandatory)] [ValidateSet('plan', 'test')] [string] $Command,
        [AllowNull()] [System.Nullable[datetime]] $Since
    )

    if (-not (Test-Path -LiteralPath $Folder -PathType Container)) {
        return $null
    }
    $files = Get-ChildItem -LiteralPath $Folder -Filter '*.json' -File | Sort-Object -Property LastWriteTimeUtc -Descending
    foreach ($file in $files) {
        # A file system's clock may lag behind the system's by some milliseconds.
        if ($null -ne $Since -and $file.LastWriteTimeUtc -lt $Since.ToUniversalTime().AddMilliseconds(-50)) {
            return $null
        }
        $document = Read-PlanDocument -Path $file.FullName
        if ($null -ne $document -and $document.command -eq $Command) {
            return [pscustomobject]@{
                Path = $file.FullName
                WrittenAt = $file.LastWriteTime
                Document = $document
            }
        }
    }
}
