function Backup-PolicyTemplate {
    <#
    .SYNOPSIS
    Keeps a GPO's security template as it is, byte for byte, and tells where. Nothing is kept of a template that does not exist yet.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Gpo
    )

    if (-not $Gpo.TemplateExists) {
        return
    }
    $name = 'DirSync {0} {1:yyyyMMdd-HHmmssfff}.inf' -f $Gpo.Id, [datetime]::UtcNow
    $path = Join-Path (Get-PolicyBackupFolder) $name
    [System.IO.File]::Copy($Gpo.TemplatePath, $path, $false)
    $path
}
