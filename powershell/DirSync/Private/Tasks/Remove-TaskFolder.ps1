function Remove-TaskFolder {
    # Removes \DirSync where it is empty: others' tasks in it stay, and so does it.
    [CmdletBinding()]
    param ()

    $root = (Connect-TaskScheduler).GetFolder('\')
    try {
        $root.DeleteFolder('DirSync', 0)
    }
    catch {
        # not found, not empty
        if ((Get-ExceptionCode -Exception $_.Exception) -notin 0x80070002, 0x80070003, 0x80070091) {
            throw
        }
    }
}
