function Add-SddlReader {
    <#
    .SYNOPSIS
    An SDDL text in which an account may list the children of an object and read its properties (LCRP), all else as it was.
    .NOTES
    MS-DTYP 2.5.1. The entry goes behind those that deny: an access list is read in its order.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Sddl,
        [Parameter(Mandatory)] [string] $Sid
    )

    $list = [regex]::Match($Sddl, 'D:(?<flags>[A-Z]*)(?<entries>(?:\([^)]*\))*)')
    if (-not $list.Success -or $list.Groups['flags'].Value -like '*NO_ACCESS*') {
        throw [System.FormatException]::new("No access list in '$Sddl'.")
    }
    $at = $list.Groups['entries'].Index
    foreach ($entry in [regex]::Matches($list.Groups['entries'].Value, '\([^)]*\)')) {
        $type, $flags, $rights, $object, $inheritedObject, $trustee = $entry.Value.Trim('(', ')') -split ';'
        $inherited = $flags -match '^(..)*ID'
        if ($type -in 'D', 'OD' -and -not $inherited) {
            $at = $list.Groups['entries'].Index + $entry.Index + $entry.Length
        }
        if ($type -eq 'A' -and $trustee -eq $Sid -and -not $object -and -not $inheritedObject -and $flags -notmatch '^(..)*IO' -and (Test-SddlRight -Right $rights)) {
            return $Sddl
        }
    }
    $Sddl.Insert($at, "(A;;LCRP;;;$Sid)")
}
