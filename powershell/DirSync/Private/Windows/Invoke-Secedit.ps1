function Invoke-Secedit {
    # Runs Windows' own secedit.exe and gives its exit code, which proves nothing: 3 comes with harmless names, 0 without effect.
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [string[]] $Argument
    )

    $program = Join-Path ([System.Environment]::SystemDirectory) 'secedit.exe'
    (Start-NativeProgram -Path $program -Argument $Argument).ExitCode
}
