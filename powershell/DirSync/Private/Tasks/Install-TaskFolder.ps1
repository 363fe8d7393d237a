function Install-TaskFolder {
    # The folder \DirSync, which SYSTEM and Administrators alone may change.
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [System.Collections.Stack] $Undo
    )

    $root = (Connect-TaskScheduler).GetFolder('\')
    try {
        $null = $root.GetFolder('DirSync')
        return
    }
    catch {
        $code = Get-ExceptionCode -Exception $_.Exception
        if ($code -notin 0x80070002, 0x80070003) {
            throw (New-TaskErrorRecord -Code $code -Target '\DirSync' -Cause $_.Exception)
        }
    }
    Add-Undo -Undo $Undo -What '\DirSync' -With @{} -Action {
        Remove-TaskFolder
    }
    try {
        $null = $root.CreateFolder('DirSync', 'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)')
    }
    catch {
        throw (New-TaskErrorRecord -Code (Get-ExceptionCode -Exception $_.Exception) -Target '\DirSync' -Cause $_.Exception)
    }
}
