function Remove-WebMark {
    # Takes the mark of the web (Zone.Identifier) off a file; a copy has its original's. Nothing where there is none, or no such thing.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    if (Test-WindowsHost) {
        Unblock-File -LiteralPath $Path -Confirm:$false -WhatIf:$false
    }
}
