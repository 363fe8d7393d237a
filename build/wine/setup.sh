#!/usr/bin/env bash
# Sets up a Windows to run dirsync.exe and the PowerShell module in: Wine 10 in a Debian 13 of its own. The Wine of Debian 12 is too old for
# Node 26, and node.exe asks for Windows 10. Needs root on Debian or one of its kind; two to three minutes and 2.7 GB the first time. With a
# .NET 10 SDK on the PATH the Windows has PowerShell 7 and Pester (pwsh.sh), too. Run again, it does what is missing or of another version.
#   DIRSYNC_WINE         the folder for it (default: ~/.cache/dirsync-wine)
#   DIRSYNC_POWERSHELL   that of build/powershell/setup.sh, whose packages are used
set -Eeuo pipefail
here=$(cd "$(dirname "$0")" && pwd)
home=${DIRSYNC_WINE:-$HOME/.cache/dirsync-wine}
root=$home/trixie
log=$home/setup.log
packages=${DIRSYNC_POWERSHELL:-$HOME/.cache/dirsync-powershell}/packages
trap 'echo "setup.sh failed in line $LINENO; its log is $log" >&2' ERR

# NuGet's .NET for Windows: PowerShell 7.6 asks for .NET 10.0 with WindowsDesktop.
net=10.0.14
runtime_sha512=mLWGagTP5n7nMfJQI2XpXRYgvPcnyYvAc8ZiDfum8ShM0UcrPDyfW4Lqo45UtlCHCucERUHQuMTI6ybVweCN9A==
desktop_sha512=Hxj4llZzFIss9eBt/EKnxessXLi3/wj6Cwrqp2ZL1j74Pmg8VM+IZd9B7bWGt8flKre7z6cJwoRY5YpwJqX44Q==

[ "$(id -u)" = 0 ] || { echo "setup.sh needs root: debootstrap and chroot do" >&2; exit 1; }
command -v apt-get >/dev/null || { echo "setup.sh needs Debian: debootstrap and the mirror come from apt" >&2; exit 1; }
mkdir -p "$home"
exec 9>"$home/lock"
flock 9 # two at a time would build into one folder

debian13() { # from the mirror that this machine's apt uses
  [ ! -e "$root/.ready" ] || return 0
  local codename mirror
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  command -v debootstrap >/dev/null || {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 debootstrap
  } >>"$log" 2>&1
  mirror=$(apt-get indextargets --format '$(SITE)' "Codename: $codename" 'Component: main' | sed -n 1p)
  rm -rf "$root"
  debootstrap --variant=minbase trixie "$root" "${mirror:?not found in the sources of apt}" >>"$log" 2>&1
  cp /etc/hosts /etc/resolv.conf "$root/etc/" # without hosts, Windows programs don't find localhost
  cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
  in_debian 'apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends wine wine64 locales
    apt-get clean'
  touch "$root/.ready"
}

japanese() { # the locale that makes Wine a Japanese Windows
  [ ! -e "$root/usr/lib/locale/ja_JP.utf8" ] || return 0
  in_debian 'command -v localedef && [ -e /usr/share/i18n/locales/ja_JP ] || {
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends locales
    }
    localedef --no-archive -i ja_JP -f UTF-8 ja_JP.UTF-8
    apt-get clean'
}

windows() { # the Wine prefix /wine: what every run starts from
  [ ! -e "$root/wine/.ready" ] || return 0
  rm -rf "$root/wine"
  {
    in_base wineboot --init
    in_base winecfg -v win10
    in_base reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f # windows without a display: a console can have one
  } >>"$log" 2>&1
  touch "$root/wine/.ready"
}

powershell() { # beside .NET where a server has both, so that they are found without a setting
  command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' ||
    { echo "setup.sh leaves PowerShell out: that needs a .NET 10 SDK on the PATH, https://dotnet.microsoft.com/download/dotnet/10.0" >&2; return 0; }
  "$here/../powershell/setup.sh" >&2
  local ready="$root/wine/.powershell" disk="$root/wine/drive_c" wanted name from programs
  wanted="net $net $(cat "$(dirname "$packages")/.ready") $(sha256sum <"$here/console-hook.cs")"
  if [ "$(cat "$ready" 2>/dev/null)" = "$wanted" ]; then return 0; fi
  echo "Setting up PowerShell for Windows …" >&2
  from_nuget
  rm -f "$ready"
  programs="$disk/Program Files"
  rm -rf "$programs/dotnet" "$programs/PowerShell"
  for name in NETCore WindowsDesktop; do
    from=$packages/microsoft.${name,,}.app.runtime.win-x64/$net/runtimes/win-x64
    mkdir -p "$programs/dotnet/shared/Microsoft.$name.App/$net"
    cp -r "$from/native/." "$from/lib/net10.0/." "$programs/dotnet/shared/Microsoft.$name.App/$net/"
  done
  mkdir -p "$programs/dotnet/host/fxr/$net" "$programs/PowerShell/7" "$programs/PowerShell/Modules/Pester"
  mv "$programs/dotnet/shared/Microsoft.NETCore.App/$net/hostfxr.dll" "$programs/dotnet/host/fxr/$net/"
  cp -r "$packages"/powershell/*/tools/net10.0/any/win/. "$programs/PowerShell/7/"
  cp -rL "$(dirname "$packages")/modules/Pester/." "$programs/PowerShell/Modules/Pester/"
  "$(dirname "$packages")/bin/pwsh" -NoProfile -NonInteractive -Command \
    "Add-Type -Path '$here/console-hook.cs' -OutputAssembly '$disk/console-hook.dll' -OutputType Library" >>"$log" 2>&1
  echo "$wanted" >"$ready"
}

from_nuget() {
  local work id
  work=$(mktemp -d)
  cat >"$work/packages.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="Microsoft.NETCore.App.Runtime.win-x64" Version="[$net]" />
    <PackageDownload Include="Microsoft.WindowsDesktop.App.Runtime.win-x64" Version="[$net]" />
  </ItemGroup>
</Project>
XML
  DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 dotnet restore "$work/packages.csproj" --packages "$packages" --verbosity quiet >>"$log" 2>&1
  rm -r "$work"
  check microsoft.netcore.app.runtime.win-x64 "$runtime_sha512"
  check microsoft.windowsdesktop.app.runtime.win-x64 "$desktop_sha512"
}

check() { # PACKAGE SHA512: refuses and removes what is not the package that was pinned
  [ "$(openssl dgst -sha512 -binary "$packages/$1/$net/$1.$net.nupkg" | base64 -w0)" = "$2" ] ||
    { rm -rf "${packages:?}/$1"; echo "$1 $net is not the package that was pinned" >&2; exit 1; }
}

in_debian() { chroot "$root" sh -ec "$1" >>"$log" 2>&1; }
in_base() { DIRSYNC_WINE_STATE=base "$here/run.sh" "$@"; }

debian13
japanese
windows
powershell
