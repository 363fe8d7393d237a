function Start-NativeProgram {
    <#
    .SYNOPSIS
    Runs a program to its end, with bytes on its standard input, and reads both of its outputs as UTF-8.
    .PARAMETER StandardInput
    Written as they are; nothing, not even a line end, is added.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Argument,
        [AllowNull()] [byte[]] $StandardInput
    )

    $start = [System.Diagnostics.ProcessStartInfo]::new($Path, (ConvertTo-NativeArgument -Argument $Argument))
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $utf8 = [System.Text.UTF8Encoding]::new($false)
    $start.StandardOutputEncoding = $utf8
    $start.StandardErrorEncoding = $utf8
    # What Node would obey, the executable refuses; a developer's settings must not keep an administrator from his work.
    $names = @($start.EnvironmentVariables.Keys | Where-Object { $_ -like 'NODE_*' })
    foreach ($name in $names) {
        $start.EnvironmentVariables.Remove($name)
    }

    $process = [System.Diagnostics.Process]::Start($start)
    $ended = $false
    try {
        # Both are read as they come: a full pipe would stop the program for ever.
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if ($null -ne $StandardInput) {
            Write-StandardInput -Process $process -Byte $StandardInput
        }
        $process.StandardInput.BaseStream.Close()
        # In short waits, so that Ctrl+C is heard.
        while (-not $process.WaitForExit(100)) {
            continue
        }
        $process.WaitForExit()
        $ended = $true
        [pscustomobject]@{
            ExitCode = $process.ExitCode
            Output = $output.GetAwaiter().GetResult()
            Errors = $errors.GetAwaiter().GetResult()
        }
    }
    finally {
        if (-not $ended -and -not $process.HasExited) {
            $process.Kill()
        }
        $process.Dispose()
    }
}
