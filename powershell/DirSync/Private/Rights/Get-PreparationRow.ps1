function Get-PreparationRow {
    <#
    .SYNOPSIS
    Which row of the preparation page this machine is: where the right to log on as a batch job is given to the task's account.
    .OUTPUTS
    Kind (DomainController, Member, Standalone), Name (as the page calls the policy), GpoId (null without a domain).
    .NOTES
    The two GUIDs are the same in every domain (MS-GPOD 1.1.4); their names are not, on a Windows of another language.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [int] $DomainRole
    )

    if ($DomainRole -ge 4) {
        return [pscustomobject]@{
            Kind = 'DomainController'
            Name = 'Default Domain Controllers Policy'
            GpoId = '{6AC1786C-016F-11D2-945F-00C04FB984F9}'
        }
    }
    if ($DomainRole -eq 1 -or $DomainRole -eq 3) {
        return [pscustomobject]@{
            Kind = 'Member'
            Name = 'Default Domain Policy'
            GpoId = '{31B2F340-016D-11D2-945F-00C04FB984F9}'
        }
    }
    [pscustomobject]@{
        Kind = 'Standalone'
        Name = $Text.RightsRowLocal
        GpoId = $null
    }
}
