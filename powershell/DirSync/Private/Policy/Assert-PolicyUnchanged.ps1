function Assert-PolicyUnchanged {
    <#
    .SYNOPSIS
    Refuses to overwrite a template that somebody else changed since it was read, and shown.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $Gpo
    )

    $now = if ([System.IO.File]::Exists($Gpo.TemplatePath)) { (Read-PolicyText -Path $Gpo.TemplatePath).Content } else { $null }
    $then = if ($Gpo.TemplateExists) { $Gpo.Template.Content } else { $null }
    if ($now -ceq $then) {
        return
    }
    $fault = @{
        Id = 'PolicyChangedMeanwhile'
        Category = 'ResourceBusy'
        Target = $Gpo.TemplatePath
        Seen = $Text.PolicyChangedMeanwhile -f $Gpo.Name, $Gpo.TemplatePath
        Remedy = $Text.PolicyChangedMeanwhileRemedy
    }
    throw (New-DirSyncErrorRecord @fault)
}
