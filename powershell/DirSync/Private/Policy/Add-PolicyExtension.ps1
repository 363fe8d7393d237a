function Add-PolicyExtension {
    <#
    .SYNOPSIS
    The value of gPCMachineExtensionNames with the pair of the security settings in it: without it no machine looks into GptTmpl.inf.
    .PARAMETER Value
    What the object has now; null or empty for a GPO without machine settings.
    .NOTES
    MS-GPOL 2.2.4: [{extension}{tool}...][{extension}{tool}...], the extensions in the order of their GUIDs, and so the tools of each.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [AllowNull()] [AllowEmptyString()] [string] $Value,
        [string] $Extension = '{827D319E-6EAC-11D2-A4EA-00C04F79F83A}',
        [string] $Tool = '{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}'
    )

    $entries = @([regex]::Matches("$Value", '\[[^\]]*\]') | ForEach-Object { $_.Value })
    $own = @($entries | Where-Object { $_ -like "``[$Extension*" })
    if ($own.Count -gt 0 -and $own[0] -like "*$Tool*") {
        return $Value
    }
    $tools = @($Tool)
    if ($own.Count -gt 0) {
        $tools += @([regex]::Matches($own[0].Substring($Extension.Length + 1), '\{[^}]*\}') | ForEach-Object { $_.Value })
    }
    $entry = '[' + $Extension + (-join @($tools | Sort-Object)) + ']'
    $others = @($entries | Where-Object { $_ -notlike "``[$Extension*" })
    -join @(@($others) + $entry | Sort-Object)
}
