# A stand-in of the Kds module, over the domain of ActiveDirectory.psm1: the keys that derive the passwords of managed accounts.
Set-StrictMode -Version Latest

$script:Directory = $null

function Connect-KdsStandIn {
    # The domain, and whether this session sees the keys, as only domain administrators do.
    param ([Parameter(Mandatory)] [hashtable] $Directory, [bool] $Sees = $true)
    $script:Directory = $Directory
    $script:Sees = $Sees
}

function Get-KdsRootKey {
    [CmdletBinding()]
    param ()
    if ($script:Sees) { $script:Directory.KdsRootKeys }
}

function Add-KdsRootKey {
    [CmdletBinding(DefaultParameterSetName = 'EffectiveTime', SupportsShouldProcess)]
    param (
        [Parameter(ParameterSetName = 'EffectiveTime', Position = 0)] [datetime] $EffectiveTime = [datetime]::Now,
        [Parameter(ParameterSetName = 'EffectiveImmediately', Mandatory)] [switch] $EffectiveImmediately,
        [switch] $LocalTestOnly
    )
    if (-not $script:Sees) { throw 'Access is denied.' }
    if ($PSCmdlet.ShouldProcess('KDS root key')) {
        $when = if ($EffectiveImmediately) { [datetime]::Now } else { $EffectiveTime }
        $script:Directory.KdsRootKeys += [pscustomobject]@{ KeyId = [guid]::NewGuid(); EffectiveTime = $when; CreationTime = [datetime]::Now }
        [guid]::NewGuid()
    }
}

Export-ModuleMember -Function *-Kds*
