# The small calls of Windows behind the batch right, as far as they can be seen without one: what they ask, and what they make of the answer.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'support/DirSyncTests.psm1') -Force
    Import-TestedModule

    function global:Get-CimInstance {
        # Windows' own, with the parameters that are used; the class's objects are $global:CimStandIn's.
        [CmdletBinding()]
        param ([string] $Namespace = 'root\cimv2', [string] $ClassName, [string] $Filter)
        if (-not $global:CimStandIn.Contains("$Namespace $ClassName")) {
            throw [Microsoft.Management.Infrastructure.CimException]::new("Invalid class or namespace: $Namespace $ClassName")
        }
        $objects = @($global:CimStandIn["$Namespace $ClassName"])
        if ($Filter) {
            if ($Filter -notmatch '^UserRight = ''(\w+)''$') { throw [Microsoft.Management.Infrastructure.CimException]::new('Invalid query') }
            $objects = @($objects | Where-Object { $_.UserRight -eq $Matches[1] })
        }
        $objects
    }
}

AfterAll {
    Remove-Item -Path Function:\Get-CimInstance, Variable:\CimStandIn -ErrorAction Ignore
}

Describe 'Get-ComputerRole' {
    It 'takes role, domain and name from Win32_ComputerSystem' {
        $global:CimStandIn = @{ 'root\cimv2 Win32_ComputerSystem' = [pscustomobject]@{ DomainRole = [uint16]3; Domain = 'contoso.com'; Name = 'SRV01'; Model = 'x' } }
        $role = InModuleScope DirSync { Get-ComputerRole }
        $role.DomainRole | Should -Be 3
        $role.Domain | Should -Be 'contoso.com'
        $role.Name | Should -Be 'SRV01'
    }
}

Describe 'Get-RsopUserRight' {
    It 'gives every GPO, and those settings that are about the right' {
        $global:CimStandIn = @{
            'root\rsop\computer RSOP_GPO' = @([pscustomobject]@{ id = 'LocalGPO'; name = 'Local Group Policy' }, [pscustomobject]@{ id = 'CN={1},DC=x'; name = 'Servers' })
            'root\rsop\computer RSOP_UserPrivilegeRight' = @(
                [pscustomobject]@{ UserRight = 'SeBatchLogonRight'; GPOID = 'CN={1},DC=x'; precedence = [uint32]1; AccountList = @('CONTOSO\a', 'b') }
                [pscustomobject]@{ UserRight = 'SeShutdownPrivilege'; GPOID = 'CN={2},DC=x'; precedence = [uint32]1; AccountList = @('c') }
            )
        }
        $logged = InModuleScope DirSync { Get-RsopUserRight -Right 'SeBatchLogonRight' }
        $logged.Gpo.Name | Should -Be 'Local Group Policy', 'Servers'
        $logged.Setting.Count | Should -Be 1
        $logged.Setting[0].GpoId | Should -Be 'CN={1},DC=x'
        $logged.Setting[0].Precedence | Should -Be 1
        $logged.Setting[0].Holder | Should -Be 'CONTOSO\a', 'b'
    }

    It 'gives nothing where nothing was ever logged' {
        $global:CimStandIn = @{}
        $logged = InModuleScope DirSync { Get-RsopUserRight -Right 'SeBatchLogonRight' }
        $logged.Gpo.Count | Should -Be 0
        $logged.Setting.Count | Should -Be 0
    }
}

Describe 'The calls of LSA and Authz' {
    It 'are C# that the compiler of .NET Framework takes too' {
        $file = Get-ProjectPath 'powershell/DirSync/Private/Windows/Initialize-AccountRightApi.ps1'
        $tree = [System.Management.Automation.Language.Parser]::ParseFile($file, [ref]$null, [ref]$null)
        $source = $tree.Find({ param ($node) $node -is [System.Management.Automation.Language.StringConstantExpressionAst] -and $node.Value -match 'namespace' }, $true).Value
        $renamed = $source -replace 'namespace DirSync', "namespace DirSyncCompiled$(Get-Random)"
        $type = Add-Type -TypeDefinition $renamed -CompilerOptions '-langversion:5' -PassThru
        @($type | Where-Object Name -EQ 'AccountRightApi').Count | Should -Be 1
        $type.GetMethods().Name | Should -Contain 'HoldersOf'
        $type.GetMethods().Name | Should -Contain 'GroupsOf'
    }
}

Describe 'Elsewhere than on Windows' {
    It '<Name> says so' -ForEach @(
        @{ Name = 'Test-DirSyncBatchRight'; Call = { Test-DirSyncBatchRight -Account 'S-1-5-32-544' } }
        @{ Name = 'Grant-DirSyncBatchRight'; Call = { Grant-DirSyncBatchRight -Account 'S-1-5-32-544' } }
        @{ Name = 'Revoke-DirSyncBatchRight'; Call = { Revoke-DirSyncBatchRight -Account 'S-1-5-32-544' } }
        @{ Name = 'New-DirSyncAccount'; Call = { New-DirSyncAccount -Purpose Task -Name 'svc' } }
    ) {
        $Call | Should -Throw -ErrorId "RightsWindowsOnly,$Name"
    }
}

Describe 'What Windows refuses' {
    It 'ends the cmdlet with one record that says what and where, in the session''s language' {
        Mock -ModuleName DirSync Assert-WindowsHost { }
        Mock -ModuleName DirSync Test-Elevated { $true }
        Mock -ModuleName DirSync Get-ComputerRole { throw [System.InvalidOperationException]::new('The RPC server is unavailable') }
        $record = $null
        try { Test-DirSyncBatchRight -Account 'S-1-5-32-544' } catch { $record = $_ }
        $record.FullyQualifiedErrorId | Should -Be 'RightsCallRefused,Test-DirSyncBatchRight'
        $record.Exception.Message | Should -Match 'RPC server'
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
