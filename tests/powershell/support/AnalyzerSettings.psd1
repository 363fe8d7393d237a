@{
    Severity = @('Error', 'Warning')
    ExcludeRules = @(
        # Takes what a script block uses for unused.
        'PSReviewUnusedParameter'
        # Doesn't see the question where the exported function hands its $PSCmdlet on.
        'PSShouldProcess'
        # Who has an effect asks ShouldProcess in the exported function; a private New- or Set- is called behind that question.
        'PSUseShouldProcessForStateChangingFunctions'
    )
    Rules = @{
        PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1', '7.0') }
        PSUseCompatibleCommands = @{
            Enable = $true
            TargetProfiles = @(
                'win-8_x64_10.0.14393.0_5.1.14393.2791_x64_4.0.30319.42000_framework'
                'win-8_x64_10.0.17763.0_5.1.17763.316_x64_4.0.30319.42000_framework'
            )
        }
        PSUseCompatibleTypes = @{
            Enable = $true
            TargetProfiles = @(
                'win-8_x64_10.0.14393.0_5.1.14393.2791_x64_4.0.30319.42000_framework'
                'win-8_x64_10.0.17763.0_5.1.17763.316_x64_4.0.30319.42000_framework'
            )
            IgnoreTypes = @(
                # Chosen by the edition: PowerShell 7 alone has it.
                'System.IO.FileSystemAclExtensions'
                # Not loaded by default; Open-SealedLdap loads their assembly.
                'System.DirectoryServices.Protocols.AuthType'
                'System.DirectoryServices.Protocols.DirectoryAttributeOperation'
                'System.DirectoryServices.Protocols.DirectoryOperationException'
                'System.DirectoryServices.Protocols.LdapConnection'
                'System.DirectoryServices.Protocols.ModifyRequest'
                'System.DirectoryServices.Protocols.SearchRequest'
                'System.DirectoryServices.Protocols.SearchScope'
                'System.DirectoryServices.Protocols.SecurityDescriptorFlagControl'
                'System.DirectoryServices.Protocols.SecurityMasks'
                'System.DirectoryServices.Protocols.ShowDeletedControl'
            )
        }
        PSPlaceOpenBrace = @{ Enable = $true; OnSameLine = $true; NewLineAfter = $false; IgnoreOneLineBlock = $true }
        PSAvoidUsingCmdletAliases = @{ Enable = $true }
    }
}
