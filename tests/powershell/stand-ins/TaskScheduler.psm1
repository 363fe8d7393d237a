# A stand-in of Task Scheduler. A test gives the module a connection of it in place of the COM class:
#   $scheduler = New-TaskSchedulerStandIn -Account @{ Name = 'EXAMPLE\dirsync'; Sid = 'S-1-5-21-1-2-3-1001'; Password = 'p' }
#   Mock -ModuleName DirSync Connect-TaskScheduler { Connect-TaskSchedulerStandIn $scheduler }

if (-not ('DirSyncStandIn.Store' -as [type])) {
    Add-Type -Path (Join-Path $PSScriptRoot 'TaskScheduler.cs')
}

function New-TaskSchedulerStandIn {
    # An empty service; its accounts are those that Windows could log on.
    [CmdletBinding()]
    param (
        # Name, Sid, and Password or GroupManaged; BatchRight ($true unless said).
        [hashtable[]] $Account = @()
    )

    $store = [DirSyncStandIn.Store]::new()
    $store.SchemaFile = Join-Path $PSScriptRoot 'task.xsd'
    foreach ($each in $Account) {
        $added = [DirSyncStandIn.Account] $each
        $store.Accounts[$added.Name] = $added
    }
    $store
}

function Connect-TaskSchedulerStandIn {
    # What Connect-TaskScheduler returns: a connected service over that store.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)]
        [DirSyncStandIn.Store] $Store
    )

    $service = [DirSyncStandIn.TaskService]::new($Store)
    $service.Connect()
    $service
}

Export-ModuleMember -Function New-TaskSchedulerStandIn, Connect-TaskSchedulerStandIn
