function Read-ConfigAnswer {
    # Asks what a configuration can't do without. An answer that can't be used is asked for again.
    [CmdletBinding()]
    [OutputType([hashtable])]
    param ()

    $ask = {
        param ($Question, $Pattern)
        while ($true) {
            $answer = "$(Read-Answer -Question $Question -Instead '-ConfigPath')".Trim()
            if ($answer -match $Pattern) {
                return $answer
            }
            Write-Warning -Message ($Text.InstallAnswerUnusable -f $answer)
        }
    }
    $answers = @{}
    $answers['BaseDn'] = & $ask $Text.InstallAskBaseDn '^\s*\w+\s*=.+'
    $answers['Addresses'] = @((& $ask $Text.InstallAskAddresses '^[\w.,:\s-]*$') -split '[,\s]+' | Where-Object { $_ -ne '' })
    $answers['User'] = & $ask $Text.InstallAskUser '.+'
    $encryption = & $ask $Text.InstallAskEncryption '^(ldaps|start_tls|none)?$'
    $answers['Encryption'] = if ($encryption -eq '') { 'start_tls' } else { $encryption.ToLowerInvariant() }
    $answers['BaseUrl'] = & $ask $Text.InstallAskBaseUrl '^(https?://\S+)?$'
    $answers
}
