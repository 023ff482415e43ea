# What all commands of the lab share on the host. LAB=NAME chooses a further, independent instance; LAB_STATE another folder for what
# setup makes (not below /tmp, /run, /root or /dev: the guest mounts its own there).
LAB_STATE=${LAB_STATE:-/var/lib/ipsec-lab}
INSTANCE=${LAB:-}
NETNS=labhost$INSTANCE                       # the host's end of the management network lives in this namespace only
RUN=$LAB_STATE/run/${INSTANCE:-0}            # console log, process id and control sockets of this instance
MGMT=172.31.250                              # .1 labhost  .10 the UML machine itself  .11 lgw  .12 rgw
KEY=$LAB_STATE/ssh/id_ed25519
SSH_OPTIONS=(-i "$KEY" -o UserKnownHostsFile="$LAB_STATE/ssh/known_hosts" -o StrictHostKeyChecking=yes -o LogLevel=ERROR
    -o ConnectTimeout=5 -o ControlMaster=auto -o ControlPath="$RUN/cm-%h" -o ControlPersist=600)
die() { echo "lab $command: $*" >&2; exit 1; }
scenarios() { (cd "$LAB_DIR/scenarios" && printf '%s\n' *.sh | sed 's/\.sh$//'); }
header() { sed -n "s/^# $2: *//p" "$LAB_DIR/scenarios/$1.sh"; }          # SCENARIO FIELD
in_uml() { ip netns exec "$NETNS" ssh "${SSH_OPTIONS[@]}" "root@$MGMT.10" "$@"; }
# The processor with the fewest instances. A UML and its processes hand over to each other at each system call; on one processor that is a
# third faster than between two.
free_cpu() {
    local list part cpu best='' least=999 n
    list=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status)
    for part in ${list//,/ }; do
        for ((cpu = ${part%-*}; cpu <= ${part#*-}; cpu++)); do
            n=$(cat "$LAB_STATE"/run/*/cpu 2>/dev/null | grep -cx "$cpu" || true)
            [ "$n" -ge "$least" ] || { best=$cpu least=$n; }
        done
    done
    echo "$best"
}
