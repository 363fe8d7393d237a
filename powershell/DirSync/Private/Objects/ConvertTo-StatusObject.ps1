function ConvertTo-StatusObject {
    <#
    .SYNOPSIS
    The whole picture: what the executable knows, what the installation keeps, what Task Scheduler says.
    .NOTES
    HeldId is there for the pipeline: Approve-DirSyncPlan and Deny-DirSyncPlan take it.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Status')]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Document,
        [AllowNull()] [pscustomobject] $Installation,
        [AllowNull()] [pscustomobject] $Schedule
    )

    $held = @($Document.held | ConvertTo-HeldPlanObject)
    $waiting = @($held | Where-Object { $_.State -eq 'Held' })
    $pause = if ($null -eq $Installation) { $null } else { $Installation.pause }
    $account = if ($null -eq $Installation -or $null -eq $Installation.account) { $null } else { $Installation.account.name }
    $lastRun = if ($null -eq $Document.lastRun) { $null } else { ConvertTo-RunObject -Run $Document.lastRun }
    [pscustomobject]@{
        PSTypeName = 'DirSync.Status'
        LastRun = $lastRun
        Running = $Document.lock
        Held = $held
        HeldId = [string[]] @($waiting | ForEach-Object { $_.Id })
        Quarantine = @($Document.quarantine | ConvertTo-QuarantineObject)
        Secrets = @($Document.secrets | ConvertTo-SecretObject)
        Schedule = $Schedule
        Account = $account
        PasswordExpires = Get-TaskPasswordExpiry -Installation $Installation
        PauseReason = if ($null -eq $pause) { $null } else { $pause.reason }
        PausedSince = if ($null -eq $pause) { $null } else { ConvertTo-LocalTime -Time $pause.since }
        PausedBy = if ($null -eq $pause) { $null } else { $pause.by }
    }
}
