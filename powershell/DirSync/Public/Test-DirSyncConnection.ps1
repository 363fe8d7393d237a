function Test-DirSyncConnection {
    <#
    .SYNOPSIS
    Checks what a run needs: this host, the directory, the service, the state.
    .DESCRIPTION
    A list of checks, each with what was seen, what was expected, and what to do. Nothing is changed.
    With -AsTask the checks are made by the account of the scheduled task, through Task Scheduler: what is proven then is what will run at
    night. The first lines say in plain words whether that account can log on as a batch job, and read the configuration, the secrets, the
    directory and the service.
    .PARAMETER Only
    Only these areas.
    .PARAMETER AsTask
    As the account of the scheduled task, by the task \DirSync\Test.
    .EXAMPLE
    Test-DirSyncConnection

    Everything, as you.
    .EXAMPLE
    Test-DirSyncConnection -AsTask | Where-Object Status -ne 'pass' | Format-List

    What is not in order for the account of the task, with what to do.
    .EXAMPLE
    Test-DirSyncConnection -Only service

    Whether the service and the token are in order.
    .OUTPUTS
    DirSync.Check
    .LINK
    Get-DirSyncStatus
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Check')]
    param (
        [Parameter(Position = 0)]
        [ValidateSet('host', 'directory', 'service', 'state')]
        [string[]] $Only,

        [Parameter()]
        [switch] $AsTask
    )

    try {
        if ($AsTask) {
            Invoke-ScheduledTest -Only $Only
            return
        }
        $argument = @('test')
        if ($PSBoundParameters.ContainsKey('Only')) {
            $argument += '--only'
            $argument += $Only -join ','
        }
        # Failed checks are an answer too.
        $document = Invoke-DirSyncExecutable -Argument $argument -Accept 0, 2, 5, 6, 8
        if ($null -eq $document.PSObject.Properties['checks'] -or @($document.checks).Count -eq 0) {
            throw (ConvertTo-ProblemRecord -Document $document -Command 'dirsync test')
        }
        $document.checks | ConvertTo-CheckObject -Document $document
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
