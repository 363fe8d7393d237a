function New-UndoStack {
    # What takes back the effects of one call, newest first.
    [CmdletBinding()]
    [OutputType([System.Collections.Stack])]
    param ()

    # The comma keeps the empty stack from vanishing in the pipeline.
    , [System.Collections.Stack]::new()
}
