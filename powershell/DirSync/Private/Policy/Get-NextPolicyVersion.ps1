function Get-NextPolicyVersion {
    <#
    .SYNOPSIS
    The next version of a GPO whose machine half changes, from the two numbers that it has now: both get this one.
    .PARAMETER Directory
    versionNumber of the object in the directory (signed there).
    .PARAMETER File
    Version in gpt.ini.
    .NOTES
    MS-GPOL 2.2.4: the machine version is the low 16 bits, the user version the high ones. Clients apply what differs from what they saw, so a
    machine half that is full starts anew, at 1: 0 means an empty policy.
    #>
    [CmdletBinding()]
    [OutputType([long])]
    param (
        [Parameter(Mandatory)] [long] $Directory,
        [Parameter(Mandatory)] [long] $File
    )

    $machine = [Math]::Max($Directory -band 0xFFFFL, $File -band 0xFFFFL) + 1
    if ($machine -gt 0xFFFFL) {
        $machine = 1L
    }
    $user = [Math]::Max(($Directory -shr 16) -band 0xFFFFL, ($File -shr 16) -band 0xFFFFL)
    ($user -shl 16) -bor $machine
}
