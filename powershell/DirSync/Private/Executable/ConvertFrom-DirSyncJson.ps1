function ConvertFrom-DirSyncJson {
    <#
    .SYNOPSIS
    Reads a document of the executable; null where the text is none.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Json
    )

    # PowerShell 7 makes dates of texts that look like some, also in a user's attributes; from 7.5 on it can be told not to.
    $asTheyAre = @{}
    if ((Get-Command -Name 'ConvertFrom-Json').Parameters.ContainsKey('DateKind')) {
        $asTheyAre['DateKind'] = 'String'
    }
    try {
        $document = ConvertFrom-Json -InputObject $Json @asTheyAre
    }
    catch {
        return $null
    }
    if ($null -eq $document -or $null -eq $document.PSObject.Properties['schemaVersion']) {
        return $null
    }
    $document
}
