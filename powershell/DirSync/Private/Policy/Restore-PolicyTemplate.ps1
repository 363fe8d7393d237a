function Restore-PolicyTemplate {
    <#
    .SYNOPSIS
    Puts a GPO's files back as they were read. Where the object has the higher version already, gpt.ini keeps it too, so that both agree.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Gpo,
        [AllowNull()] [pscustomobject] $Ini
    )

    try {
        if ($Gpo.TemplateExists) {
            $form = $Gpo.Template
            $bytes = ConvertTo-PolicyByte -Content $form.Content -Encoding $form.Encoding -Preamble $form.Preamble
            [System.IO.File]::WriteAllBytes($Gpo.TemplatePath, $bytes)
        }
        else {
            [System.IO.File]::Delete($Gpo.TemplatePath)
        }
        $object = Get-GroupPolicyObject -Server $Gpo.Server -DistinguishedName $Gpo.DistinguishedName
        if ($object.VersionNumber -ne $Gpo.Directory.VersionNumber) {
            return
        }
        if ($null -eq $Ini) {
            [System.IO.File]::Delete($Gpo.IniPath)
            return
        }
        $bytes = ConvertTo-PolicyByte -Content $Ini.Content -Encoding $Ini.Encoding -Preamble $Ini.Preamble
        [System.IO.File]::WriteAllBytes($Gpo.IniPath, $bytes)
    }
    catch {
        # The failure before this one is the one to be told.
        Write-Warning -Message ($Text.PolicyNotRestored -f $Gpo.TemplatePath, $_.Exception.Message)
    }
}
