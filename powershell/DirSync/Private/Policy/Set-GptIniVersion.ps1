function Set-GptIniVersion {
    <#
    .SYNOPSIS
    The text of a gpt.ini with another version number; all else stays letter for letter.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Content,
        [Parameter(Mandatory)] [long] $Version
    )

    $line = [regex]'(?im)^([ \t]*Version[ \t]*=[ \t]*)-?\d+'
    if ($line.IsMatch($Content)) {
        return $line.Replace($Content, '${1}' + $Version, 1)
    }
    $section = [regex]'(?im)^[ \t]*\[General\][^\r\n]*(\r\n|\r|\n|$)'
    if ($section.IsMatch($Content)) {
        $found = $section.Match($Content)
        $end = $found.Index + $found.Length
        $break = if ($found.Groups[1].Length -eq 0) { "`r`n" } else { '' }
        return $Content.Substring(0, $end) + $break + "Version=$Version`r`n" + $Content.Substring($end)
    }
    "[General]`r`nVersion=$Version`r`n" + $Content
}
