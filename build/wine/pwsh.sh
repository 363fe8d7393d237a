#!/usr/bin/env bash
# pwsh.sh FILE.ps1 ARGUMENTS...   runs a script in PowerShell 7 for Windows, under the Wine that setup.sh made (with a .NET 10 SDK). Needs root.
# pwsh.sh -Command TEXT           and whatever else pwsh takes
#
# The Windows is an American one (en-US, code pages 437 and 1252), with LANG=ja_JP.UTF-8 a Japanese one (ja-JP, 932). Output that is redirected
# is in the console's code page: what is to be read goes to a file. For the rest see run.sh.
set -u
[ $# -gt 0 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
case $1 in
-*) ;;
*) set -- -File "$@" ;;
esac
[ "${LANG:-}" = ja_JP.UTF-8 ] || LANG=C.UTF-8
export LANG POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off DOTNET_STARTUP_HOOKS='C:\console-hook.dll'
export DIRSYNC_WINE_PASS="LANG POWERSHELL_TELEMETRY_OPTOUT POWERSHELL_UPDATECHECK DOTNET_STARTUP_HOOKS ${DIRSYNC_WINE_PASS:-}"
exec "$(dirname "$0")/run.sh" 'C:\Program Files\PowerShell\7\pwsh.exe' -NoProfile -NonInteractive "$@"
