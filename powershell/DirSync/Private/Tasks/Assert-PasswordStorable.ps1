function Assert-PasswordStorable {
    # Refuses a task with a password where there is none, or where policy forbids to store one (RegisterTask would say 0x80070520).
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [securestring] $Password
    )

    if ($Password.Length -eq 0) {
        $fault = @{
            Id = 'TaskPasswordMissing'
            Category = 'InvalidArgument'
            Target = $Name
            Seen = $Text.TaskPasswordMissing -f $Name
            Remedy = $Text.TaskPasswordMissingRemedy
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    if ((Test-WindowsHost) -and (Get-LsaSetting -Name 'DisableDomainCreds') -eq 1) {
        throw (New-TaskErrorRecord -Code 0x80070520 -Target $Name -Cause $null)
    }
}
