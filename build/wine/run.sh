#!/usr/bin/env bash
# run.sh PROGRAM.exe ARGUMENTS...   runs a Windows program under the Wine that setup.sh made. Needs root.
#
# The exit code is the program's, or 124 when it ran longer than DIRSYNC_WINE_TIMEOUT seconds (300) and was ended with all that it started.
# Standard input, output and error go through files: node.exe can't use a Unix pipe under Wine.
# The working folder and /tmp are there as Z:\..., more by DIRSYNC_WINE_BIND=FOLDER:FOLDER.
# Every run starts from the same clean Windows; what it changes on C: and in the registry is thrown away, so runs may go side by side.
# DIRSYNC_WINE_STATE=FOLDER keeps the changes there for the next run that names it.
# Of the caller's environment only the variables named in DIRSYNC_WINE_PASS ("NAME NAME") go through.
set -u
home=${DIRSYNC_WINE:-$HOME/.cache/dirsync-wine}
[ $# -gt 0 ] || { sed -n '2s/^# //p' "$0" >&2; exit 2; }

run=$(mktemp -d "$home/run.XXXXXX") || exit
trap 'rm -rf "$run"' EXIT
state=${DIRSYNC_WINE_STATE:-$run}
[ "$state" = base ] || mkdir -p "$state/upper" "$state/work"
mkdir "$run/root"
if [ -t 0 ]; then : >"$run/in"; else cat >"$run/in"; fi
export run state base=$home/trixie dirs="$PWD:/tmp${DIRSYNC_WINE_BIND:+:$DIRSYNC_WINE_BIND}" limit=${DIRSYNC_WINE_TIMEOUT:-300} pass=${DIRSYNC_WINE_PASS:-}

# In mount and process namespaces of its own: no mount, and nothing that Wine leaves running, outlives the run.
unshare --mount --pid --fork --kill-child bash -euc '
  root=$run/root
  if [ "$state" = base ]; then mount --bind "$base" "$root" # setup.sh alone: changes what all runs start from
  else mount -t overlay overlay -o "lowerdir=$base,upperdir=$state/upper,workdir=$state/work" "$root"; fi
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --bind /sys "$root/sys"
  IFS=:; for dir in $dirs; do [ "$dir" != / ] || continue; mkdir -p "$root$dir"; mount --bind "$dir" "$root$dir"; done; unset IFS
  mkdir -p "$root/tmp/.wine-0"; mount -t tmpfs -o mode=700 tmpfs "$root/tmp/.wine-0" # a wineserver of its own
  folder=$PWD seconds=$limit keep=$pass # not exported, so they stay
  for name in $(compgen -e); do case " $keep " in *" $name "*) ;; *) unset "$name" ;; esac; done
  export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ XDG_RUNTIME_DIR=/tmp LANG=${LANG:-C.UTF-8} WINEPREFIX=/wine WINEARCH=win64 WINEDEBUG=-all
  exec chroot "$root" bash -c '\''cd "$1" && shift; timeout -k 5 "$1" wine "${@:2}"; code=$?
    wineserver -k; wineserver -w # writes the registry
    exit $code'\'' - "$folder" "$seconds" "$@"
' - "$@" <"$run/in" >"$run/out" 2>"$run/err"
code=$?
cat "$run/out"
cat "$run/err" >&2
exit $code
