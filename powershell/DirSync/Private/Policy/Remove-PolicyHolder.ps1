function Remove-PolicyHolder {
    <#
    .SYNOPSIS
    The text of a GPO's template in which an account does not hold a user right any more, whichever way it is written there.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Gpo,
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [string] $Sid
    )

    $content = $Gpo.Template.Content
    $list = Get-InfRightHolder -Template $content -Right $Right
    $own = @($list.Holder | Where-Object { (ConvertTo-HolderSid -Holder $_) -eq $Sid })
    if ($own.Count -eq 0) {
        return $content
    }
    Remove-InfRightHolder -Template $content -Right $Right -Holder $own
}
