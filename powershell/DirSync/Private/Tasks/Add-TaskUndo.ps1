function Add-TaskUndo {
    <#
    .SYNOPSIS
    Notes how a task's registration is taken back: the definition that there was comes back.
    .NOTES
    The password that it was registered with is not to be had from Windows. For the same account the one given now is as good; a group managed
    service account has none; of any other account the administrator is told to register the tasks again.
    .PARAMETER Account
    For which it is registered now.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [AllowNull()] [object] $Before,
        [Parameter(Mandatory)] [pscustomobject] $Account,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    if ($null -eq $Before) {
        Add-Undo -Undo $Undo -What "\DirSync\$Name" -With @{ Name = $Name } -Action {
            param ($Name)
            $null = Remove-TaskByName -Name $Name
        }
        return
    }
    $xml = $Before.Xml
    $user = ([xml] $xml).Task.Principals.Principal.UserId
    $sid = ConvertTo-DirSyncSid -Account $user
    $former = $Account
    if ($sid -ne $Account.Sid) {
        $former = [pscustomobject]@{ Sid = $sid; Name = (ConvertFrom-DirSyncSid -Sid $sid); Kind = 'password'; Credential = $null }
        if ($former.Name.EndsWith('$')) {
            $former.Kind = 'gmsa'
        }
    }
    Add-Undo -Undo $Undo -What "\DirSync\$Name" -With @{ Name = $Name; Xml = $xml; Account = $former } -Action {
        param ($Name, $Xml, $Account)
        $now = Get-ScheduledTaskOrNull -Name $Name
        if ($null -ne $now -and $now.Xml -ceq $Xml) {
            return
        }
        if ($Account.Kind -eq 'password' -and $null -eq $Account.Credential) {
            Write-Warning -Message ($Text.TaskNotRestored -f "\DirSync\$Name", $Account.Name)
            return
        }
        Register-TaskXml -Name $Name -Xml $Xml -Account $Account
    }
}
