# lab up [SCENARIO]: boots; returns when IKE has been attempted and the fault is in place
set -e
scenario=${1:-healthy}
[ -f "$LAB_DIR/scenarios/$scenario.sh" ] || { echo "lab up: no such scenario: $scenario (see lab list)" >&2; exit 2; }
variant=${LAB_VARIANT:-$(header "$scenario" variant)}
[ -z "$variant" ] || [ -f "$LAB_DIR/variants/$variant.sed" ] || { echo "lab up: no such variant: $variant" >&2; exit 2; }
[ "$(id -u)" = 0 ] || die "must run as root: it makes a network namespace."
[ -d "$LAB_STATE/layers/base/etc" ] || "$LAB_DIR/lab" setup
[ -x "$LAB_STATE/kernel/linux" ] || die "there is no lab kernel in $LAB_STATE/kernel. Build it with lab setup --kernel (about 20 minutes)," \
    "or set LAB_KERNEL_ARCHIVE to an archive of one and run lab setup."
"$LAB_DIR/lab" down
# The UML inherits this lock, so that setup never changes files under a running machine.
exec 9<"$LAB_STATE/lock"
flock -s -n 9 || die "lab setup is running; wait for it."
started=$(date +%s%N)
# The guest reads this copy, so that the repo may be edited meanwhile.
mkdir -p "$RUN/lab/scenarios"
cp -rL "$LAB_DIR/guest" "$RUN/lab/"
cp "$LAB_DIR/scenarios/$scenario.sh" "$RUN/lab/scenarios/"
[ -z "$variant" ] || sed -Ei -f "$LAB_DIR/variants/$variant.sed" "$RUN"/lab/guest/*.sh "$RUN"/lab/scenarios/*
: >"$RUN/console"
ip netns add "$NETNS"
ip -n "$NETNS" link set lo up
ip -n "$NETNS" tuntap add dev tap0 mode tap
ip -n "$NETNS" addr add $MGMT.1/24 dev tap0
ip -n "$NETNS" link set tap0 up
cpu=$(free_cpu)
echo "$cpu" >"$RUN/cpu"
# A session of its own, so that `lab down` can end this UML, and nothing else, by its process group.
TMPDIR=/dev/shm setsid taskset -c "$cpu" ip netns exec "$NETNS" "$LAB_STATE/kernel/linux" root=/dev/root rootfstype=hostfs rootflags=/ ro \
    init="$RUN/lab/guest/init" mem="${LAB_MEM:-1024M}" con=null con0=null,fd:1 uml_dir="$RUN" umid=uml quiet \
    vec0:transport=tap,ifname=tap0,depth=128,gro=1 lab="$RUN/lab" lab_state="$LAB_STATE" scenario="$scenario" \
    </dev/null >"$RUN/console" 2>&1 &
echo $! >"$RUN/pid"
for ((i = 0; i < 1800; i++)); do
    grep -q 'LAB .* READY' "$RUN/console" && break
    kill -0 "$(<"$RUN/pid")" 2>/dev/null || { tail -n 20 "$RUN/console" >&2; "$LAB_DIR/lab" down; die "the UML machine ended during boot; its last lines are above."; }
    sleep 0.1
done
grep -q 'LAB .* READY' "$RUN/console" || die "not ready after 180 s; see $RUN/console"
! grep 'FAILED' "$RUN/console" >&2 || echo "lab up: a hook of the scenario failed; see $RUN/console" >&2
cat <<END
scenario  $scenario   (up after $(( ($(date +%s%N) - started) / 1000000 )) ms)
truth     $(header "$scenario" truth)
ssh lgw   ip netns exec $NETNS ssh -i $KEY -o UserKnownHostsFile=$LAB_STATE/ssh/known_hosts root@$MGMT.11
ssh rgw   ip netns exec $NETNS ssh -i $KEY -o UserKnownHostsFile=$LAB_STATE/ssh/known_hosts root@$MGMT.12
users     root (key)   admin/lab-admin (sudo asks)   oper/lab-oper (sudo NOPASSWD)   viewer/lab-viewer (no sudo)
END
