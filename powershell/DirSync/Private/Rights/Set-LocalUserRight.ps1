function Set-LocalUserRight {
    <#
    .SYNOPSIS
    Adds an account to, or takes it from, a user right's list in this machine's local policy, and reads back what is in force then.
    .OUTPUTS
    Whether the list was changed.
    .NOTES
    secedit replaces the whole list of a right: it gets every holder as the local policy writes them, and those that LSA knows besides. A new
    database each time, for an old one would have its own templates applied along. Other rights are not in the template, so they stay.
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Right,
        [Parameter(Mandatory)] [string] $Sid,
        [Parameter(Mandatory)] [ValidateSet('Add', 'Remove')] [string] $Operation
    )

    $account = ConvertFrom-DirSyncSid -Sid $Sid
    $folder = New-SecurityWorkFolder
    try {
        $inForce = @(Get-AccountRightHolder -Right $Right)
        $listed = @(Get-LocalRightList -Right $Right -InForce $inForce -Folder $folder)
        $own = @($listed | Where-Object { (ConvertTo-HolderSid -Holder $_) -eq $Sid })
        if ($Operation -eq 'Add') {
            $done = $own.Count -gt 0 -and $Sid -in $inForce
            $wanted = if ($own.Count -gt 0) { $listed } else { $listed + "*$Sid" }
        }
        else {
            $done = $own.Count -eq 0
            $wanted = @($listed | Where-Object { $_ -notin $own })
        }
        if ($done) {
            return $false
        }

        $former = New-UserRightTemplate -Right $Right -Holder $listed
        $template = New-UserRightTemplate -Right $Right -Holder @($wanted)
        $difference = (Compare-TemplateText -Before $former -After $template) -join "`n"
        $change = if ($Operation -eq 'Add') { $Text.RightsLocalAdd } else { $Text.RightsLocalRemove }
        $deed = $change -f $Right, $account, $difference
        if (-not $PSCmdlet.ShouldProcess($deed, $deed, $Text.RightsLocalCaption)) {
            return $false
        }
        $code = Set-LocalRightList -Template $template -Folder $folder
        $now = @(Get-AccountRightHolder -Right $Right)
        $lost = @($inForce | Where-Object { $_ -ne $Sid -and $_ -notin $now })
        if ($lost.Count -eq 0 -and ($Sid -in $now) -eq ($Operation -eq 'Add')) {
            return $true
        }
        Set-LocalRightList -Template $former -Folder $folder > $null
        $fault = @{
            Id = 'RightsLocalNotInForce'
            Category = 'InvalidResult'
            Target = $account
            Seen = $Text.RightsLocalNotInForce -f $Right, $account, $code, ($now -join ', ')
            Remedy = $Text.RightsLocalNotInForceRemedy -f $account
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    finally {
        # Not Remove-Item, which -WhatIf would keep from it.
        [System.IO.Directory]::Delete($folder, $true)
    }
}
