function Set-TokenOwner {
    <#
    .SYNOPSIS
    Puts iid.scim.token_owner into a configuration file that is not yet in use, comments kept.
    .PARAMETER Entry
    What the executable says of the file as it is.
    .NOTES
    The executable judges what came out: the key has this value, and every other one is what it was. A file that writes its sections in another
    way than a line a key is refused, with the line to add by hand.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Owner,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Entry,
        [Parameter(Mandatory)] [string] $Program
    )

    if ((Get-ConfigValue -Entry $Entry -Key 'iid.scim.token_owner') -ceq $Owner) {
        return
    }
    $changed = Add-TokenOwner -Yaml ([System.IO.File]::ReadAllText($Path)) -Entry $Entry -Owner $Owner
    if (-not [string]::IsNullOrEmpty($changed)) {
        [System.IO.File]::WriteAllText($Path, $changed, [System.Text.UTF8Encoding]::new($false))
        try {
            $after = @(Get-ConfigEntry -Path $Path -Program $Program -WarningAction SilentlyContinue)
        }
        catch {
            $after = @()
        }
        $others = { param ($Entries) @($Entries | Where-Object { $_.key -ne 'iid.scim.token_owner' } | ForEach-Object { '{0}={1}' -f $_.key, (ConvertTo-Json -InputObject $_.value -Compress) }) -join "`n" }
        if ((Get-ConfigValue -Entry $after -Key 'iid.scim.token_owner') -ceq $Owner -and (& $others $Entry) -ceq (& $others $after)) {
            return
        }
    }
    $fault = @{
        Id = 'InstallTokenOwnerNotPlaced'
        Category = 'InvalidData'
        Target = $Path
        Seen = $Text.InstallTokenOwnerNotPlaced
        Remedy = $Text.InstallTokenOwnerNotPlacedRemedy -f "token_owner: '$($Owner.Replace("'", "''"))'"
    }
    throw (New-DirSyncErrorRecord @fault)
}
