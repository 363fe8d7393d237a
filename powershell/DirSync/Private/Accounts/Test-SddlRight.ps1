function Test-SddlRight {
    <#
    .SYNOPSIS
    Whether the rights of an SDDL entry hold listing the children and reading the properties of a directory object.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Right
    )

    if ($Right -match '^0x[0-9a-fA-F]+$') {
        # ADS_RIGHT_ACTRL_DS_LIST and ADS_RIGHT_DS_READ_PROP
        return ([Convert]::ToInt64($Right, 16) -band 0x14) -eq 0x14
    }
    $names = @([regex]::Matches($Right, '..') | ForEach-Object { $_.Value })
    $names -contains 'GA' -or ($names -contains 'LC' -and $names -contains 'RP')
}
