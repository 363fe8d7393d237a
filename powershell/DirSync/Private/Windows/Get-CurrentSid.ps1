function Get-CurrentSid {
    # The SID of the account of this session; elsewhere than on Windows as Get-FolderSecurity has it.
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    if (Test-WindowsHost) {
        $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
        try {
            return $identity.User.Value
        }
        finally {
            $identity.Dispose()
        }
    }
    $user = (Start-NativeProgram -Path 'id' -Argument '-u').Output.Trim()
    if ($user -eq '0') { 'S-1-5-32-544' } else { "S-1-22-1-$user" }
}
