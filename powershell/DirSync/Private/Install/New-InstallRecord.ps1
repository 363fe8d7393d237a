function New-InstallRecord {
    # An install.json of now, for an account; nothing granted, registered or paused yet.
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Account,
        [Parameter(Mandatory)] [string] $Version
    )

    [pscustomobject]@{
        schemaVersion = 1
        version = $Version
        account = [pscustomobject]@{ sid = $Account.Sid; name = $Account.Name; kind = $Account.Kind }
        batchRight = [pscustomobject]@{ granted = $false; by = $null; gpo = $null }
        eventSource = $false
        tasks = [pscustomobject]@{ folder = '\DirSync' }
        pause = $null
        installedAt = [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ')
    }
}
