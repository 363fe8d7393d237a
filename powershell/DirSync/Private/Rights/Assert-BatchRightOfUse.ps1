function Assert-BatchRightOfUse {
    <#
    .SYNOPSIS
    Refuses to give a right that would change nothing: a denial beats every grant, and where Windows may not store passwords no task of a
    password account can be registered (0x80070520).
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [pscustomobject] $BatchRight
    )

    if ($BatchRight.Denied) {
        $denier = if ($BatchRight.DeniedThrough) { $BatchRight.DeniedThrough } else { $BatchRight.Account }
        $fault = @{
            Id = 'RightsDenied'
            Category = 'PermissionDenied'
            Target = $BatchRight.Account
            Seen = $Text.RightsDenied -f $BatchRight.Account, $denier
            Remedy = $Text.RightsDeniedRemedy -f $denier
        }
        throw (New-DirSyncErrorRecord @fault)
    }
    if ($BatchRight.StorageOfPasswordsForbidden) {
        $fault = @{
            Id = 'RightsPasswordStorageForbidden'
            Category = 'SecurityError'
            Target = $BatchRight.Account
            Seen = $Text.RightsPasswordStorageForbidden -f $BatchRight.Account
            Remedy = $Text.RightsPasswordStorageForbiddenRemedy
        }
        throw (New-DirSyncErrorRecord @fault)
    }
}
