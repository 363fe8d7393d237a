function Install-EventSource {
    <#
    .SYNOPSIS
    The event source DirSync in the Application log.
    .DESCRIPTION
    .NET Framework's message file has the text %1 for the ids 0 to 65535, so that an entry is shown as it was written; Framework 4 is part of every
    Windows that is supported. TypesSupported 7: error, warning, information.
    .OUTPUTS
    Whether it was not so before.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $file = '%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll'
    $types = 7
    $before = Get-EventSource -Source 'DirSync'
    if ($null -ne $before -and $before.MessageFile -eq $file -and $before.TypesSupported -eq $types) {
        return $false
    }
    Add-Undo -Undo $Undo -What 'DirSync (Application)' -With @{ Before = $before } -Action {
        param ($Before)
        if ($null -eq $Before) {
            Remove-EventSource -Source 'DirSync'
        }
        else {
            Set-EventSource -Source 'DirSync' -MessageFile "$($Before.MessageFile)" -TypesSupported ([int] $Before.TypesSupported)
        }
    }
    Set-EventSource -Source 'DirSync' -MessageFile $file -TypesSupported $types
    $after = Get-EventSource -Source 'DirSync'
    if ($null -eq $after -or $after.MessageFile -ne $file -or $after.TypesSupported -ne $types) {
        $fault = @{
            Id = 'InstallEventSourceNotKept'
            Category = 'InvalidResult'
            Target = 'DirSync'
            Seen = $Text.InstallEventSourceNotKept
            Remedy = $Text.InstallEventSourceNotKeptRemedy
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    $true
}
