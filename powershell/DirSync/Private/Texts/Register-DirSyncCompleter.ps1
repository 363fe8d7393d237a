function Register-DirSyncCompleter {
    <#
    .SYNOPSIS
    Argument completers for what only the installation knows.
    #>
    [CmdletBinding()]
    param ()
}
