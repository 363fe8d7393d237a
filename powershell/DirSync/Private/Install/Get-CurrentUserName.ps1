function Get-CurrentUserName {
    # DOMAIN\name of this session's account, for people to read.
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    '{0}\{1}' -f [System.Environment]::UserDomainName, [System.Environment]::UserName
}
