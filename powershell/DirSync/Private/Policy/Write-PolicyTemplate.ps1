function Write-PolicyTemplate {
    <#
    .SYNOPSIS
    Writes a GPO's changed security template, then the version numbers of its two halves, and reads all of it back. What fails is taken back.
    .NOTES
    The template first: a machine that sees the new version must find the new text.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Gpo,
        [Parameter(Mandatory)] [string] $Content
    )

    Assert-PolicyUnchanged -Gpo $Gpo
    $form = $Gpo.Template
    $ini = if ([System.IO.File]::Exists($Gpo.IniPath)) { Read-PolicyText -Path $Gpo.IniPath } else { $null }
    $iniContent = if ($null -ne $ini) { $ini.Content } else { '' }
    $version = Get-NextPolicyVersion -Directory $Gpo.Directory.VersionNumber -File (Get-GptIniVersion -Content $iniContent)
    $extensions = Add-PolicyExtension -Value $Gpo.Directory.MachineExtensionNames
    $templateBytes = ConvertTo-PolicyByte -Content $Content -Encoding $form.Encoding -Preamble $form.Preamble
    # gpt.ini is ANSI where it says nothing else.
    $iniEncoding = if ($null -ne $ini) { $ini.Encoding } else { [System.Text.Encoding]::GetEncoding(28591) }
    $iniForm = @{ Encoding = $iniEncoding; Preamble = $null -ne $ini -and $ini.Preamble }
    $iniBytes = ConvertTo-PolicyByte -Content (Set-GptIniVersion -Content $iniContent -Version $version) @iniForm

    $written = $false
    try {
        [System.IO.Directory]::CreateDirectory((Split-Path -Path $Gpo.TemplatePath -Parent)) > $null
        [System.IO.File]::WriteAllBytes($Gpo.TemplatePath, $templateBytes)
        [System.IO.File]::WriteAllBytes($Gpo.IniPath, $iniBytes)
        $object = @{ Server = $Gpo.Server; DistinguishedName = $Gpo.DistinguishedName }
        Set-GroupPolicyObject @object -VersionNumber $version -MachineExtensionNames $extensions
        $written = Test-PolicyWritten -Gpo $Gpo -Content $Content -Version $version
        $cause = $null
    }
    catch {
        $cause = $_.Exception
    }
    if ($written) {
        return
    }

    Restore-PolicyTemplate -Gpo $Gpo -Ini $ini
    $reason = if ($null -ne $cause) { $cause.Message } else { $Text.PolicyReadBackDiffers }
    $fault = @{
        Id = 'PolicyNotWritten'
        Category = 'WriteError'
        Target = $Gpo.Name
        Seen = $Text.PolicyNotWritten -f $Gpo.Name, $Gpo.Server, $reason
        Remedy = $Text.PolicyNotWrittenRemedy -f $Gpo.Server
        Cause = $cause
    }
    throw (New-DirSyncErrorRecord @fault)
}
