function Get-ProgramFileName {
    # What is installed of the archive besides the module: the program first. By name, since an archive may be unpacked among other files.
    [CmdletBinding()]
    [OutputType([string[]])]
    param ()

    if (Test-WindowsHost) { 'dirsync.exe' } else { 'dirsync' }
    'LICENSE'
    'THIRD-PARTY-LICENSES'
    'sbom.cdx.json'
    'README.md'
    'README.ja.md'
    'CHANGELOG.md'
    'docs'
}
