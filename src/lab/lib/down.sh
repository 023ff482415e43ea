# lab down: ends this instance's UML and removes its namespace and files; nothing of another instance is touched
for socket in "$RUN"/cm-*; do [ ! -S "$socket" ] || ssh -o ControlPath="$socket" -O exit x 2>/dev/null; done
# The process group is ended only when a process in it is still this UML (also when only its children are left).
if group=$(cat "$RUN/pid" 2>/dev/null); then
    for process in $(pgrep -g "$group"); do
        case $(tr '\0' ' ' <"/proc/$process/cmdline" 2>/dev/null) in
        *" uml_dir=$RUN "*) kill -9 -- "-$group" 2>/dev/null; break;; esac
    done
    for _ in {1..50}; do pgrep -g "$group" >/dev/null || break; sleep 0.1; done
fi
[ ! -e "/run/netns/$NETNS" ] || ip netns del "$NETNS"
rm -rf "$RUN"
