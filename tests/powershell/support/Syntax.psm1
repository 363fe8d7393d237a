# Looks for what Windows PowerShell 5.1 (and what PowerShell 7) has not in the syntax tree of a file.

$script:Absent = Get-Content -LiteralPath (Join-Path $PSScriptRoot '../../module/absent.json') -Raw | ConvertFrom-Json
$script:Nodes = @{
    TernaryExpressionAst = 'the ternary operator'
    PipelineChainAst = '&& or ||'
}

function Get-SyntaxFault {
    # Each fault with its line.
    param ([string] $Path)
    $tokens = $null
    $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $tokens, [ref] $errors)
    foreach ($fault in $errors) { '{0}: {1}' -f $fault.Extent.StartLineNumber, $fault.Message }
    foreach ($node in $tree.FindAll({ $true }, $true)) {
        foreach ($fault in @(Get-NodeFault -Node $node)) { '{0}: {1}' -f $node.Extent.StartLineNumber, $fault }
    }
}

function Get-NodeFault {
    param ($Node)
    $type = $Node.GetType().Name
    if ($script:Nodes.ContainsKey($type)) { return $script:Nodes[$type] }
    switch ($type) {
        'BinaryExpressionAst' { if ("$($Node.Operator)" -match 'QuestionQuestion') { '??' } }
        'AssignmentStatementAst' { if ("$($Node.Operator)" -match 'QuestionQuestion') { '??=' } }
        'MemberExpressionAst' { if ($Node.NullConditional) { '?.' }; Get-MemberFault -Node $Node }
        'InvokeMemberExpressionAst' { if ($Node.NullConditional) { '?.' }; Get-MemberFault -Node $Node }
        'IndexExpressionAst' { if ($Node.NullConditional) { '?[]' } }
        'PipelineAst' { if ($Node.Background) { 'a background job by &' } }
        'ScriptBlockAst' { if ($null -ne $Node.CleanBlock) { 'a clean block' } }
        'VariableExpressionAst' { if ($Node.VariablePath.UserPath -in $script:Absent.windowsPowerShell.variables) { '$' + $Node.VariablePath.UserPath } }
        'TypeExpressionAst' { if ($Node.TypeName.FullName -in $script:Absent.windowsPowerShell.types) { "[$($Node.TypeName.FullName)]" } }
        'CommandAst' { Get-CommandFault -Node $Node }
    }
}

function Get-MemberFault {
    param ($Node)
    $member = $Node.Member.Extent.Text.Trim("'")
    if (-not $Node.Static) {
        if ($member -in $script:Absent.windowsPowerShell.instanceMembers) { ".$member" }
        return
    }
    if ($Node.Expression -isnot [System.Management.Automation.Language.TypeExpressionAst]) { return }
    $type = $Node.Expression.TypeName.FullName
    foreach ($list in $script:Absent.windowsPowerShell.staticMembers, $script:Absent.powerShell7.staticMembers) {
        foreach ($known in $list.PSObject.Properties) {
            if ($type -in $known.Name, ($known.Name -replace '^System\.', '') -and $member -in $known.Value) { "[$type]::$member" }
        }
    }
}

function Get-CommandFault {
    param ($Node)
    $name = $Node.GetCommandName()
    if ($null -eq $name) { return }
    $elements = @($Node.CommandElements | Select-Object -Skip 1)
    $given = @($elements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] })
    foreach ($list in $script:Absent.windowsPowerShell, $script:Absent.powerShell7) {
        if ($name -in $list.commands) { $name }
        $known = $list.parameters.PSObject.Properties[$name]
        if ($null -ne $known) {
            # A beginning of a name is that name.
            foreach ($parameter in $given) {
                if (Test-AbsentParameter -Known $known.Value -Command $name -Parameter $parameter.ParameterName) { "$name -$($parameter.ParameterName)" }
            }
        }
    }
    if ($name -eq 'Join-Path' -and $given.Count -eq 0 -and $elements.Count -gt 2) { 'Join-Path with several children' }
    if ($name -in (Get-Alias).Name) { "$name (an alias)" }
    foreach ($element in $elements) {
        $value = "$($element.Extent.Text)".Trim("'")
        if ($value -in $script:Absent.windowsPowerShell.encodings) { "$name -Encoding $value" }
    }
}

function Test-AbsentParameter {
    # Whether a name, or the beginning of one, is that of an absent parameter: -Leaf is not LeafBase.
    param ([string[]] $Known, [string] $Command, [string] $Parameter)
    if ($Parameter -in $Known) { return $true }
    $found = Get-Command -Name $Command -ErrorAction Ignore
    if ($null -ne $found -and $found.Parameters.ContainsKey($Parameter)) { return $false }
    @($Known | Where-Object { $_ -like "$Parameter*" }).Count -gt 0
}

Export-ModuleMember -Function Get-SyntaxFault
