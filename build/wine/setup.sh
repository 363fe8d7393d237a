#!/usr/bin/env bash
# Sets up a Windows to run dirsync.exe in: Wine 10 in a Debian 13 of its own. The Wine of Debian 12 is too old for Node 26, and node.exe asks
# for Windows 10. Needs root on Debian or one of its kind; about two minutes and 2.5 GB the first time. Run again, it does what is missing.
#   DIRSYNC_WINE   the folder for it (default: ~/.cache/dirsync-wine)
set -Eeuo pipefail
home=${DIRSYNC_WINE:-$HOME/.cache/dirsync-wine}
root=$home/trixie
log=$home/setup.log
trap 'echo "setup.sh failed in line $LINENO; its log is $log" >&2' ERR

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
  chroot "$root" sh -ec 'apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends wine wine64
    apt-get clean' >>"$log" 2>&1
  touch "$root/.ready"
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

in_base() { DIRSYNC_WINE_STATE=base "$(dirname "$0")/run.sh" "$@"; }

debian13
windows
