function Get-TaskResultText {
    <#
    .SYNOPSIS
    What Task Scheduler keeps as a task's last result, in words: an exit code of the executable, or an HRESULT of its own or of the logon.
    .NOTES
    https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-error-and-success-constants
    https://learn.microsoft.com/windows/win32/debug/system-error-codes
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [int] $Code
    )

    $hex = '0x{0:X8}' -f $Code
    $key = 'CoreResult{0:X8}' -f $Code
    $remedy = ''
    if ($Text.ContainsKey("CoreExit$Code")) {
        $hex = "$Code"
        $words = $Text["CoreExit$Code"]
        if ($Code -ne 0) {
            $remedy = $Text.CoreExitCodeRemedy
        }
    }
    elseif ($Text.ContainsKey($key)) {
        $words = $Text[$key]
        if ($Text.ContainsKey("${key}Remedy")) {
            $remedy = $Text["${key}Remedy"]
        }
    }
    else {
        $system = [System.ComponentModel.Win32Exception]::new($Code).Message
        $words = $Text.CoreResultUnknown -f $hex, $system
        $remedy = $Text.CoreResultUnknownRemedy
    }
    [pscustomobject]@{
        Code = $hex
        Text = $words
        Remedy = $remedy
    }
}
