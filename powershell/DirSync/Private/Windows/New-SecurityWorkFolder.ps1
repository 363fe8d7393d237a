function New-SecurityWorkFolder {
    # A new folder where administrators alone write: in one that others can write, a template could be changed between its making and its use.
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    $windows = [System.Environment]::GetFolderPath('Windows')
    $folder = Join-Path (Join-Path $windows 'security') ('DirSync-' + [guid]::NewGuid().ToString('N'))
    [System.IO.Directory]::CreateDirectory($folder).FullName
}
