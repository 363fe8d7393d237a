function Add-PolicyHolder {
    <#
    .SYNOPSIS
    The text of a GPO's template in which an account holds a user right. Refuses to define a right there that is not defined yet, unless all
    holders are named: from then on no machine below that GPO would have another.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Gpo,
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [string] $Sid,
        [AllowEmptyCollection()] [string[]] $DefineList = @()
    )

    $account = ConvertFrom-DirSyncSid -Sid $Sid
    if (Test-LocalAccount -Sid $Sid) {
        $fault = @{
            Id = 'PolicyLocalAccount'
            Category = 'InvalidArgument'
            Target = $account
            Seen = $Text.PolicyLocalAccount -f $account, $Gpo.Name
            Remedy = $Text.PolicyLocalAccountRemedy
        }
        throw (New-DirSyncErrorRecord @fault)
    }

    $content = $Gpo.Template.Content
    $list = Get-InfRightHolder -Template $content -Right $Right
    if ($list.Defined) {
        $known = @($list.Holder | ForEach-Object { ConvertTo-HolderSid -Holder $_ })
        if ($Sid -in $known) {
            return $content
        }
        return Add-InfRightHolder -Template $content -Right $Right -Holder "*$Sid"
    }

    $holders = @(Resolve-DefineList -DefineList $DefineList -Gpo $Gpo -Right $Right -Account $account)
    Add-InfRightHolder -Template $content -Right $Right -Holder (@($holders) + $Sid | Select-Object -Unique | ForEach-Object { "*$_" })
}
