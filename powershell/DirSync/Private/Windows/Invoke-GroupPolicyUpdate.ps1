function Invoke-GroupPolicyUpdate {
    # Has this machine apply its group policy anew, and waits for it (two minutes at most).
    [CmdletBinding()]
    [OutputType([int])]
    param ()

    $program = Join-Path ([System.Environment]::SystemDirectory) 'gpupdate.exe'
    (Start-NativeProgram -Path $program -Argument @('/target:computer', '/force', '/wait:120')).ExitCode
}
