# lab selftest [-j N] [-n] [SCENARIO...]: boots each scenario (without names: all), asserts its symptom, captures what one sees on lgw
# (not with -n), then removes the fault and asserts that the tunnel works: so the stated truth is the whole cause. With -j, N instances
# run side by side, named after LAB and a number; results go to LAB_ARTEFACTS, else to LAB_STATE/artefacts.
artefacts=${LAB_ARTEFACTS:-$LAB_STATE/artefacts}
one() {
    local s=$1 d=$artefacts/$1 started=$(date +%s) booted=- check heal=-
    mkdir -p "$d"; rm -f "$d/result.txt"
    if "$LAB_DIR/lab" up "$s" >"$d/up.txt" 2>&1; then
        booted=$(($(date +%s) - started))
        check=ok; ! grep -q FAILED "$RUN/console" || check=HOOK
        timeout 180 "$LAB_DIR/lab" exec fn run_check >"$d/check.txt" 2>&1 </dev/null || check=FAILED
        if [ -z "$no_capture" ]; then
            timeout 120 "$LAB_DIR/lab" exec fn capture </dev/null 2>"$d/capture.err" | tar -C "$d" -xf -
        fi
        heal=FAILED; ! timeout 180 "$LAB_DIR/lab" exec fn heal >"$d/heal.txt" 2>&1 </dev/null || heal=ok
    else
        check=BOOT
    fi
    cp "$RUN/console" "$d/console.txt" 2>/dev/null
    "$LAB_DIR/lab" down
    printf '%-28s symptom %-7s healed %-7s up %3s s, all %3s s\n' "$s" "$check" "$heal" "$booted" $(($(date +%s) - started)) |
        tee "$d/result.txt"
    [ "$check$heal" = okok ]
}
jobs=1 no_capture=
while getopts j:n option; do
    case $option in j) jobs=$OPTARG;; n) no_capture=-n;; *) exit 2;; esac
done
shift $((OPTIND - 1))
if [ $# = 0 ]; then mapfile -t all < <(scenarios); set -- "${all[@]}"; fi
if [ "$jobs" = 1 ]; then
    for s; do one "$s"; done
else
    printf '%s\n' "$@" | LAB=$INSTANCE xargs -P "$jobs" -I{} --process-slot-var=SLOT \
        bash -c 'LAB=${LAB:-t}$SLOT exec "$0" selftest $1 {}' "$LAB_DIR/lab" "$no_capture"
fi | grep --line-buffered -v ' scenarios hold$'
held=0
for s; do ! grep -q 'symptom ok .*healed ok' "$artefacts/$s/result.txt" 2>/dev/null || held=$((held + 1)); done
echo "$held of $# scenarios hold"
[ $held = $# ]
