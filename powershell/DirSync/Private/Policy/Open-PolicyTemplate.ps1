function Open-PolicyTemplate {
    <#
    .SYNOPSIS
    Finds the GPO to be edited on the PDC emulator, and reads its object and its security template there.
    .OUTPUTS
    Id, Name, Server, DistinguishedName, Directory (the object), TemplatePath, Template (as Read-PolicyText; Exists), IniPath.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Row,
        [Parameter(Mandatory)] [pscustomobject] $Policy,
        [Parameter(Mandatory)] [string] $Account
    )

    $master = Get-PolicyMaster
    Assert-DomainAdministrator -Master $master
    $id = if ($Policy.State -eq 'Gpo') { $Policy.Id } else { $Row.GpoId }
    $name = 'CN={0},CN=Policies,CN=System,{1}' -f $id, $master.DomainDn
    if ($null -ne $Policy.DistinguishedName -and $Policy.DistinguishedName -ne $name) {
        $fault = @{
            Id = 'PolicyOfAnotherDomain'
            Category = 'PermissionDenied'
            Target = $Policy.DistinguishedName
            Seen = $Text.PolicyOfAnotherDomain -f $Policy.Name, $Policy.DistinguishedName, $master.Domain
            Remedy = $Text.PolicyOfAnotherDomainRemedy -f $Account
        }
        throw (New-DirSyncErrorRecord @fault)
    }

    $object = Get-GroupPolicyObject -Server $master.Server -DistinguishedName $name
    $folder = Resolve-PolicyFolder -FileSystemPath $object.FileSystemPath -Server $master.Server
    $templatePath = $folder
    foreach ($part in 'MACHINE', 'Microsoft', 'Windows NT', 'SecEdit', 'GptTmpl.inf') {
        $templatePath = Join-Path $templatePath $part
    }
    $exists = [System.IO.File]::Exists($templatePath)
    if ($exists) {
        $template = Read-PolicyText -Path $templatePath
    }
    else {
        $template = [pscustomobject]@{
            Content = (New-UserRightTemplate -Right 'None' -Holder @()) -replace '(?s)\[Privilege Rights\].*$', ''
            Encoding = [System.Text.UnicodeEncoding]::new($false, $true)
            Preamble = $true
        }
    }
    [pscustomobject]@{
        Id = $id
        Name = if ($object.DisplayName) { $object.DisplayName } else { $id }
        Server = $master.Server
        DistinguishedName = $name
        Directory = $object
        TemplatePath = $templatePath
        TemplateExists = $exists
        Template = $template
        IniPath = Join-Path $folder 'gpt.ini'
    }
}
