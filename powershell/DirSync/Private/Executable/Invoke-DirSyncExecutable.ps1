function Invoke-DirSyncExecutable {
    <#
    .SYNOPSIS
    Asks the executable, and gives its answer: the one JSON document that it prints with --json.
    .PARAMETER Argument
    The command and its options, without --json and --lang.
    .PARAMETER Secret
    Written to its standard input. Never an argument.
    .PARAMETER Accept
    Exit codes that are an answer. Any other is thrown as one error record, made of the problems that the document names.
    .PARAMETER Program
    The installed one, unless told.
    .NOTES
    Warnings of the document are written as warnings.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [string[]] $Argument,
        [AllowNull()] [securestring] $Secret,
        [int[]] $Accept = @(0),
        [AllowNull()] [AllowEmptyString()] [string] $Program
    )

    if ([string]::IsNullOrEmpty($Program)) {
        $Program = (Get-DirSyncLayout).Program
    }
    if ([string]::IsNullOrEmpty($Program) -or -not (Test-Path -LiteralPath $Program -PathType Leaf)) {
        throw (New-ProgramMissingRecord -Program $Program)
    }

    # Before the command, since after its -- they would be values.
    $all = @('--json', '--lang', (Get-DirSyncLanguage)) + @($Argument)
    $bytes = $null
    try {
        if ($null -ne $Secret) {
            $bytes = ConvertTo-SecretByte -Secret $Secret
        }
        $run = Start-NativeProgram -Path $Program -Argument $all -StandardInput $bytes
    }
    finally {
        if ($null -ne $bytes) {
            [System.Array]::Clear($bytes, 0, $bytes.Length)
        }
    }

    $document = ConvertFrom-DirSyncJson -Json $run.Output
    if ($null -eq $document) {
        throw (New-NoAnswerRecord -Program $Program -Argument $Argument -Run $run)
    }
    Write-ProblemWarning -Document $document
    if ($run.ExitCode -notin $Accept) {
        throw (ConvertTo-ProblemRecord -Document $document -Command "dirsync $Argument")
    }
    $document
}
