# lab setup [--kernel [--force]]: what has to be made once; again, only what is missing. Packages, SSH keys, certificates and root file
# systems of the gateways, and the UML kernel: from LAB_KERNEL_ARCHIVE, or with --kernel built from Debian's linux-source-6.1.
set -euE
trap 'echo "lab setup: failed in line $LINENO: $BASH_COMMAND" >&2' ERR
for part in packages keys layers kernel; do . "$LAB_DIR/lib/$part.sh"; done
KERNEL= FORCE=
for a; do
    case $a in
    --kernel) KERNEL=1;;
    --force) FORCE=1;;
    *) echo "lab setup [--kernel [--force]]" >&2; exit 2;;
    esac
done
[ "$(id -u)" = 0 ] || die "must run as root: it installs packages and makes root file systems."
[ -x /usr/bin/apt-get ] || die "needs Debian 12: apt-get is not there."
mkdir -p "$LAB_STATE"/{dl,ssh,pki,tmp,run}
# Every running UML holds this lock: its root is this machine's /usr and LAB_STATE, which must not change under it.
exec 9>>"$LAB_STATE/lock"
flock -x -n 9 || die "another setup or an instance of the lab is running (lab down, also with its LAB=NAME); nothing was changed."
packages
if [ -n "$KERNEL" ]; then (build_kernel); else unpack_kernel; fi
(ssh_keys)
(certificates)
modules_link
(layers)
echo "lab setup: done in $LAB_STATE, kernel $(cd "$LAB_STATE/kernel/lib/modules" && echo *)"
