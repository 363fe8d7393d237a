# A stand-in of what Windows keeps of user rights: the local policy (secedit), what is in force (LSA), a domain's GPOs with their files, and the
# accounts. It keeps state: what secedit was told is what LSA lists and what secedit exports; a GPO counts when its files and its object say so.
Set-StrictMode -Version Latest

function New-MachineStandIn {
    # A machine in a folder of its own. DomainRole: 0, 2 without a domain, 1, 3 a member, 4, 5 a domain controller.
    param (
        [Parameter(Mandatory)] [string] $Folder,
        [int] $DomainRole = 3
    )

    $null = New-Item -ItemType Directory -Path $Folder, (Join-Path $Folder 'security/templates') -Force
    $machine = [pscustomobject]@{
        Name = 'SRV01'
        Folder = $Folder
        DomainRole = $DomainRole
        Elevated = $true
        Accounts = @{}
        Groups = @{}
        # Right -> holders as the local policy writes them. A right that is not in it: nobody, and no line in the export.
        Local = [ordered]@{
            SeNetworkLogonRight = @('*S-1-1-0', '*S-1-5-32-544')
            SeBatchLogonRight = @('*S-1-5-32-544', '*S-1-5-32-551', '*S-1-5-32-559')
        }
        Gpos = [ordered]@{}
        Replicates = $true
        RsopLogging = $true
        Lsa = @{}
        CurrentGroups = @('S-1-5-32-544', 'S-1-5-21-1-2-3-512')
        GroupsReadable = $true
        # What secedit does wrong: '', 'Deaf' (ends with 0, sets nothing), 'Forgetful' (loses the last but one), 'Mute' (exports nothing)
        SeceditFault = ''
        WriteFault = ''
        LocalUsers = @{}
        LocalFault = ''
        # As Windows makes it.
        DeletedObjects = 'O:SYG:SYD:PAI(A;;RPWPCCDCLCSWLOSDRCWDWO;;;SY)(A;;LCRP;;;BA)'
    }
    $names = @{
        'S-1-5-32-544' = 'BUILTIN\Administrators'
        'S-1-5-32-551' = 'BUILTIN\Backup Operators'
        'S-1-5-32-559' = 'BUILTIN\Performance Log Users'
        'S-1-1-0' = 'Everyone'
        'S-1-5-113' = 'NT AUTHORITY\Local account'
        'S-1-5-21-1-2-3-1104' = 'CONTOSO\svc-dirsync'
        'S-1-5-21-1-2-3-1105' = 'CONTOSO\gmsa-dirsync$'
        'S-1-5-21-1-2-3-1106' = 'CONTOSO\同期用'
        'S-1-5-21-1-2-3-1200' = 'CONTOSO\Batch accounts'
        'S-1-5-21-9-9-9-1001' = 'SRV01\dirsync'
        'S-1-5-21-9-9-9-1002' = 'SRV01\backup'
    }
    foreach ($sid in $names.Keys) { $machine.Accounts[$sid] = $names[$sid] }
    if ($DomainRole -in 0, 2) { $machine.CurrentGroups = @('S-1-5-32-544') }
    $machine
}

function Resolve-StandInName {
    # The SID of a name (as LookupAccountName: whole or its last part, in any case); null for one that nobody has.
    param ([Parameter(Mandatory)] $Machine, [Parameter(Mandatory)] [string] $Name)

    if ($Name -match '^S-1-\d+(-\d+)+$') { return $Name.ToUpperInvariant() }
    $wanted = $Name -replace '^\.\\', ($Machine.Name + '\')
    foreach ($sid in $Machine.Accounts.Keys) {
        $full = $Machine.Accounts[$sid]
        if ($full -eq $wanted -or ($full -split '\\')[-1] -eq $wanted) { return $sid }
    }
}

function Get-StandInName {
    param ([Parameter(Mandatory)] $Machine, [Parameter(Mandatory)] [string] $Sid)
    if ($Machine.Accounts.Contains($Sid)) { $Machine.Accounts[$Sid] } else { $Sid }
}

function Resolve-StandInHolder {
    # The SIDs of holders as templates write them. Names that nobody has are lost, as in LSA.
    param ([Parameter(Mandatory)] $Machine, [AllowEmptyCollection()] [string[]] $Holder)
    foreach ($each in $Holder) {
        if ($each.StartsWith('*')) { $each.Substring(1) } else { Resolve-StandInName $Machine $each }
    }
}

function Get-WinningGpo {
    # The GPO whose list of a right is in force on the machine.
    param ([Parameter(Mandatory)] $Machine, [Parameter(Mandatory)] [string] $Right)
    $Machine.Gpos.Values | Where-Object { $_.Applied.Contains($Right) } | Sort-Object { $_.Precedence } | Select-Object -First 1
}

function Get-StandInHolder {
    # LsaEnumerateAccountsWithUserRight: what is in force.
    param ([Parameter(Mandatory)] $Machine, [Parameter(Mandatory)] [string] $Right)
    $gpo = Get-WinningGpo $Machine $Right
    if ($null -ne $gpo) { return @(Resolve-StandInHolder $Machine $gpo.Applied[$Right]) }
    if ($Machine.Local.Contains($Right)) { @(Resolve-StandInHolder $Machine $Machine.Local[$Right]) }
}

function Read-StandInTemplate {
    # A security template as the engine reads it: right -> holders. Throws where it would refuse it.
    param ([Parameter(Mandatory)] [string] $Path)

    $bytes = [System.IO.File]::ReadAllBytes($Path)
    $wide = $bytes.Length -ge 2 -and $bytes[0] -eq 0xFF -and $bytes[1] -eq 0xFE
    $content = if ($wide) { [System.Text.Encoding]::Unicode.GetString($bytes, 2, $bytes.Length - 2) } else { [System.Text.Encoding]::Latin1.GetString($bytes) }
    $sections = @{}
    $section = ''
    foreach ($line in $content -split '\r\n') {
        if ($line -match '\n') { throw 'a line that does not end with CR LF' }
        $line = ($line -replace ';.*$', '').Trim()
        if ($line -match '^\[(.+)\]$') { $section = $Matches[1]; if (-not $sections.Contains($section)) { $sections[$section] = [ordered]@{} }; continue }
        if ($line -eq '') { continue }
        $key, $value = $line -split '\s*=\s*', 2
        if ($sections[$section].Contains($key)) { throw "$key twice" }
        $sections[$section][$key] = $value
    }
    if (-not $sections.Contains('Version') -or $sections['Version']['signature'] -ne '"$CHICAGO$"') { throw 'no signature' }
    if (-not $wide -and $sections.Contains('Unicode')) { throw 'says Unicode and is not' }
    $rights = [ordered]@{}
    if ($sections.Contains('Privilege Rights')) {
        foreach ($right in $sections['Privilege Rights'].Keys) {
            $rights[$right] = @("$($sections['Privilege Rights'][$right])" -split '\s*,\s*' | Where-Object { $_ -ne '' })
        }
    }
    $rights
}

function Write-StandInTemplate {
    # UTF-16LE with its byte order mark.
    param ([Parameter(Mandatory)] [string] $Path, [Parameter(Mandatory)] [AllowEmptyString()] [string] $Content)
    $null = New-Item -ItemType Directory -Path (Split-Path $Path -Parent) -Force
    [System.IO.File]::WriteAllText($Path, ($Content -replace '\r?\n', "`r`n"), [System.Text.UnicodeEncoding]::new($false, $true))
}

function Invoke-SeceditStandIn {
    # secedit.exe with these arguments. Its exit code says as little as the real one's.
    param ([Parameter(Mandatory)] $Machine, [Parameter(Mandatory)] [string[]] $Argument)

    $verb = $Argument[0]
    $given = @{}
    for ($index = 1; $index -lt $Argument.Count; $index++) {
        if ($Argument[$index] -eq '/quiet') { continue }
        $given[$Argument[$index]] = $Argument[$index + 1]
        $index++
    }
    $unknown = @($given.Keys | Where-Object { $_ -notin '/db', '/cfg', '/areas', '/log' })
    if ($unknown.Count -gt 0 -or $given['/areas'] -ne 'USER_RIGHTS') { throw "secedit shows its help: $Argument" }

    if ($verb -eq '/export') {
        if ($Machine.SeceditFault -eq 'Mute') { return 1 }
        $lines = @('[Unicode]', 'Unicode=yes', '[Privilege Rights]')
        foreach ($right in $Machine.Local.Keys) {
            if ($Machine.Local[$right].Count -gt 0) { $lines += '{0} = {1}' -f $right, ($Machine.Local[$right] -join ',') }
        }
        Write-StandInTemplate $given['/cfg'] (($lines + '[Version]', 'signature="$CHICAGO$"', 'Revision=1', '') -join "`n")
        return 0
    }
    if ($verb -ne '/configure' -or -not $given.Contains('/db')) { throw "secedit shows its help: $Argument" }
    # An existing database has its own templates applied along.
    $templates = @()
    if (Test-Path -LiteralPath $given['/db']) { $templates += Get-Content -LiteralPath $given['/db'] }
    $templates += $given['/cfg']
    Set-Content -LiteralPath $given['/db'] -Value $templates
    if ($Machine.SeceditFault -eq 'Deaf') { return 0 }
    $code = 0
    foreach ($template in $templates) {
        try { $rights = Read-StandInTemplate $template } catch { return 1 }
        foreach ($right in $rights.Keys) {
            $holders = @($rights[$right])
            if ($Machine.SeceditFault -eq 'Forgetful' -and $holders.Count -gt 1) {
                $holders = @($holders | Select-Object -SkipIndex ($holders.Count - 2))
                $Machine.SeceditFault = ''
            }
            if (@(Resolve-StandInHolder $Machine $holders).Count -lt $holders.Count) { $code = 3 }
            $Machine.Local[$right] = $holders
        }
    }
    $code
}

function Add-GpoStandIn {
    # A GPO of the domain, linked to the machine, with a template or without, and applied.
    param (
        [Parameter(Mandatory)] $Machine,
        [Parameter(Mandatory)] [string] $Id,
        [Parameter(Mandatory)] [string] $Name,
        [int] $Precedence = 1,
        [AllowNull()] [string] $Template,
        [long] $Version = 65539,
        [string] $Domain = 'DC=contoso,DC=com',
        [AllowEmptyString()] [string] $ExtensionNames = '[{827D319E-6EAC-11D2-A4EA-00C04F79F83A}{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}]'
    )

    $folder = Join-Path $Machine.Folder "sysvol/$Id"
    $null = New-Item -ItemType Directory -Path $folder -Force
    [System.IO.File]::WriteAllText((Join-Path $folder 'gpt.ini'), "[General]`r`nVersion=$Version`r`ndisplayName=New Group Policy Object`r`n")
    $gpo = [pscustomobject]@{
        Id = $Id
        Name = $Name
        Dn = "CN=$Id,CN=Policies,CN=System,$Domain"
        Folder = $folder
        Template = Join-Path $folder 'MACHINE/Microsoft/Windows NT/SecEdit/GptTmpl.inf'
        Precedence = $Precedence
        VersionNumber = $Version
        ExtensionNames = $ExtensionNames
        Applied = @{}
        AppliedVersion = -1L
    }
    if ($Template) { Write-StandInTemplate $gpo.Template $Template }
    $Machine.Gpos[$gpo.Dn] = $gpo
    Update-GroupPolicyStandIn $Machine
    $gpo
}

function Update-GroupPolicyStandIn {
    # gpupdate: applies each GPO whose two versions agree, that is new, and whose object names the security extension.
    param ([Parameter(Mandatory)] $Machine)

    if (-not $Machine.Replicates) { return }
    foreach ($gpo in $Machine.Gpos.Values) {
        $ini = [System.IO.File]::ReadAllText((Join-Path $gpo.Folder 'gpt.ini'))
        $file = if ($ini -match '(?m)^Version=(\d+)') { [long]$Matches[1] } else { 0L }
        if ($file -ne $gpo.VersionNumber -or ($file -band 0xFFFF) -eq ($gpo.AppliedVersion -band 0xFFFF)) { continue }
        if ($gpo.ExtensionNames -notmatch '\[\{827D319E-6EAC-11D2-A4EA-00C04F79F83A\}(\{[^}]*\})*\{803E14A0-B4FB-11D0-A0D0-00A0C90F574B\}') { continue }
        $gpo.AppliedVersion = $file
        $gpo.Applied = @{}
        if (Test-Path -LiteralPath $gpo.Template) {
            $rights = Read-StandInTemplate $gpo.Template
            foreach ($right in $rights.Keys) { $gpo.Applied[$right] = $rights[$right] }
        }
    }
}

function Get-RsopStandIn {
    # What RSoP logged at the last application.
    param ([Parameter(Mandatory)] $Machine, [Parameter(Mandatory)] [string] $Right)

    $log = [pscustomobject]@{ Gpo = @(); Setting = @() }
    if (-not $Machine.RsopLogging) { return $log }
    $log.Gpo = @([pscustomobject]@{ Id = 'LocalGPO'; Name = 'Local Group Policy' }) +
        @($Machine.Gpos.Values | ForEach-Object { [pscustomobject]@{ Id = $_.Dn.ToUpperInvariant(); Name = $_.Name } })
    $log.Setting = @($Machine.Gpos.Values | Where-Object { $_.Applied.Contains($Right) } | ForEach-Object {
            [pscustomobject]@{ GpoId = $_.Dn.ToUpperInvariant(); Precedence = $_.Precedence; Holder = $_.Applied[$Right] }
        })
    $log
}

function Set-GpoStandIn {
    # Writes to the object in the directory, which takes a signed 32-bit number and an attribute that is not empty.
    param ([Parameter(Mandatory)] $Machine, [string] $DistinguishedName, [long] $VersionNumber, [string] $ExtensionNames)

    if ($Machine.WriteFault -eq 'Directory') { throw 'Access is denied.' }
    if ($VersionNumber -lt 0 -or $VersionNumber -gt 0xFFFFFFFFL) { throw 'The attribute syntax is invalid.' }
    if ($ExtensionNames -notmatch '^(\[(\{[0-9A-Fa-f-]{36}\}){2,}\])+$') { throw "not a list of extensions: $ExtensionNames" }
    $gpo = $Machine.Gpos[$DistinguishedName]
    if ($Machine.WriteFault -eq 'Lost') { return }
    $gpo.VersionNumber = $VersionNumber
    $gpo.ExtensionNames = $ExtensionNames
}

Export-ModuleMember -Function '*-*'
