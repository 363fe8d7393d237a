function Register-DirSyncCompleter {
    <#
    .SYNOPSIS
    Completes what only the installation knows: the ids of what is held, the names of the domains in config.yml.
    .NOTES
    A completer that fails offers nothing, and never disturbs whoever types.
    #>
    [CmdletBinding()]
    param ()

    $heldIds = {
        param ($commandName, $parameterName, $wordToComplete, $commandAst, $fakeBoundParameters)
        try {
            Get-HeldIdCompletion -Word $wordToComplete
        }
        catch {
            Write-Debug -Message "$commandName -${parameterName}: $($_.Exception.Message) ($commandAst, $($fakeBoundParameters.Count))"
        }
    }
    Register-ArgumentCompleter -CommandName 'Approve-DirSyncPlan', 'Deny-DirSyncPlan' -ParameterName 'Id' -ScriptBlock $heldIds

    $domains = {
        param ($commandName, $parameterName, $wordToComplete, $commandAst, $fakeBoundParameters)
        try {
            Get-DomainCompletion -Word $wordToComplete
        }
        catch {
            Write-Debug -Message "$commandName -${parameterName}: $($_.Exception.Message) ($commandAst, $($fakeBoundParameters.Count))"
        }
    }
    Register-ArgumentCompleter -CommandName 'Set-DirSyncSecret' -ParameterName 'Domain' -ScriptBlock $domains
}
