function Register-TaskXml {
    <#
    .SYNOPSIS
    Registers a definition, in place of the one there is: one account, whether logged on or not, for SYSTEM and Administrators alone to start or change.
    .NOTES
    Flags: 6, create or update; 0x10, TASK_DONT_ADD_PRINCIPAL_ACE: else the task's account gets an entry on its task. 1 is TASK_LOGON_PASSWORD, a
    group managed service account's too, whose password is null: Windows knows it.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [string] $Xml,
        [Parameter(Mandatory)] [pscustomobject] $Account
    )

    $register = {
        param ($Plain, $Name, $Xml, $User)
        $root = (Connect-TaskScheduler).GetFolder('\')
        $null = $root.RegisterTask("\DirSync\$Name", $Xml, 0x16, $User, $Plain, 1, 'D:P(A;;FA;;;SY)(A;;FA;;;BA)')
    }
    $with = @{ Name = $Name; Xml = $Xml; User = $Account.Name }
    try {
        if ($Account.Kind -eq 'gmsa') {
            & $register $null @with
        }
        else {
            Use-SecretText -Secret $Account.Credential.Password -Call $register -With $with
        }
    }
    catch {
        throw (New-TaskErrorRecord -Code (Get-ExceptionCode -Exception $_.Exception) -Target $Account.Name -Cause $_.Exception)
    }
}
