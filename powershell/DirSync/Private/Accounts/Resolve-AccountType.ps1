function Resolve-AccountType {
    <#
    .SYNOPSIS
    What kind of account fits the purpose and this machine; refuses what cannot be.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [ValidateSet('Task', 'Directory')] [string] $Purpose,
        [AllowNull()] [AllowEmptyString()] [string] $Type,
        [Parameter(Mandatory)] [pscustomobject] $Row
    )

    $id = $null
    if ([string]::IsNullOrEmpty($Type)) {
        $Type = if ($Purpose -eq 'Task' -and $Row.Kind -eq 'Standalone') { 'Local' } else { 'User' }
    }
    if ($Purpose -eq 'Directory' -and $Type -ne 'User') {
        $id = 'AccountDirectoryIsUser'
    }
    elseif ($Type -eq 'Local' -and $Row.Kind -eq 'DomainController') {
        $id = 'AccountNoLocalOnController'
    }
    elseif ($Purpose -eq 'Task' -and $Type -ne 'Local' -and $Row.Kind -eq 'Standalone') {
        $id = 'AccountNoDomain'
    }
    if ($null -eq $id) {
        return $Type
    }
    $fault = @{
        Id = $id
        Category = 'InvalidArgument'
        Target = $Type
        Seen = $Text[$id]
        Remedy = $Text["${id}Remedy"]
    }
    throw (New-DirSyncErrorRecord @fault)
}
