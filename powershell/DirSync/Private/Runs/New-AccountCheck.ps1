function New-AccountCheck {
    <#
    .SYNOPSIS
    What the checks of the task prove about its account, in plain words: batch logon, configuration, secrets, directory, service.
    #>
    [CmdletBinding()]
    [OutputType('DirSync.Check')]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Check,
        [Parameter(Mandatory)] [pscustomobject] $Document
    )

    $account = $Document.account
    $topics = @(
        @{ Id = 'task.logon'; Pattern = $null; Pass = 'CoreAccountLogon'; Fail = 'CoreAccountLogon' }
        @{ Id = 'task.config'; Pattern = '^host\.config'; Pass = 'CoreAccountConfig'; Fail = 'CoreAccountNoConfig' }
        @{ Id = 'task.secrets'; Pattern = '^host\.secrets$'; Pass = 'CoreAccountSecrets'; Fail = 'CoreAccountNoSecrets' }
        @{ Id = 'task.directory'; Pattern = '^directory\.'; Pass = 'CoreAccountDirectory'; Fail = 'CoreAccountNoDirectory' }
        @{ Id = 'task.service'; Pattern = '^service\.'; Pass = 'CoreAccountService'; Fail = 'CoreAccountNoService' }
    )
    foreach ($topic in $topics) {
        $status = 'pass'
        $remedy = $null
        if ($null -ne $topic.Pattern) {
            $concerned = @($Check | Where-Object { $_.Id -match $topic.Pattern -and $_.Status -ne 'skip' })
            if ($concerned.Count -eq 0) {
                continue
            }
            $failed = @($concerned | Where-Object { $_.Status -eq 'fail' })
            if ($failed.Count -gt 0) {
                $status = 'fail'
                $remedy = $failed[0].Remedy
            }
        }
        $key = if ($status -eq 'pass') { $topic.Pass } else { $topic.Fail }
        [pscustomobject]@{
            PSTypeName = 'DirSync.Check'
            Status = $status
            Area = 'task'
            Id = $topic.Id
            Object = $account
            Seen = $Text[$key] -f $account
            Expected = $Text.CoreAccountExpected
            Remedy = $remedy
            Account = $account
            ComputerName = $Document.host
        }
    }
}
