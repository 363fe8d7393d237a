function Get-ProgramVersion {
    # What a program says of its version; it must at least start.
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Program
    )

    $run = Start-NativeProgram -Path $Program -Argument '--version'
    $said = $run.Output.Trim()
    if ($run.ExitCode -ne 0 -or $said -notmatch '^\d+\.\d+\.\d+') {
        throw (New-NoAnswerRecord -Program $Program -Argument '--version' -Run $run)
    }
    $said
}
