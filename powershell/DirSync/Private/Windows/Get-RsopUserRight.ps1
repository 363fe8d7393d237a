function Get-RsopUserRight {
    # What the last application of group policy logged of a user right: Gpo (every policy it looked at: Id, Name) and Setting (each that
    # defines the right: GpoId, Precedence, Holder). Both empty where nothing was logged.
    # https://learn.microsoft.com/previous-versions/windows/desktop/Policy/rsop-userprivilegeright
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Right
    )

    $log = @{ Namespace = 'root\rsop\computer' }
    $policies = @()
    $settings = @()
    try {
        $policies = @(Get-CimInstance @log -ClassName 'RSOP_GPO')
        $settings = @(Get-CimInstance @log -ClassName 'RSOP_UserPrivilegeRight' -Filter "UserRight = '$Right'")
    }
    catch [Microsoft.Management.Infrastructure.CimException] {
        # A machine that never logged has not even the namespace.
        Write-Verbose -Message $_.Exception.Message
    }
    [pscustomobject]@{
        Gpo = @($policies | ForEach-Object { [pscustomobject]@{ Id = $_.id; Name = $_.name } })
        Setting = @($settings | ForEach-Object {
                [pscustomobject]@{ GpoId = $_.GPOID; Precedence = [int]$_.precedence; Holder = @($_.AccountList) }
            })
    }
}
