function Test-PolicyWritten {
    <#
    .SYNOPSIS
    Whether template, gpt.ini and object say what they should, each read anew.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Gpo,
        [Parameter(Mandatory)] [string] $Content,
        [Parameter(Mandatory)] [long] $Version
    )

    $template = (Read-PolicyText -Path $Gpo.TemplatePath).Content
    $file = Get-GptIniVersion -Content (Read-PolicyText -Path $Gpo.IniPath).Content
    $object = Get-GroupPolicyObject -Server $Gpo.Server -DistinguishedName $Gpo.DistinguishedName
    $directory = ([long]$object.VersionNumber) -band 0xFFFFFFFFL
    $extensions = [string]$object.MachineExtensionNames
    $template -ceq $Content -and $file -eq $Version -and $directory -eq $Version -and $extensions -eq (Add-PolicyExtension -Value $extensions)
}
