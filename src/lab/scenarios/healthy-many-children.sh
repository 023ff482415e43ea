# truth: Twenty-one CHILD_SAs with one peer; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() {
    child() { printf '}\nnet-%s {\nlocal_ts = %s\nremote_ts = %s\nesp_proposals = aes256-sha256\nstart_action = %s\n' "$@"; }
    local i
    for i in {1..20}; do
        L[child_x]+=$(child $i 10.1.0.0/24 10.20.$i.0/24 start)$'\n'
        R[child_x]+=$(child $i 10.20.$i.0/24 10.1.0.0/24 none)$'\n'
    done
}
check() { wait_for 30 eval '[ $(ip -n lgw xfrm state | grep -c "^src") -ge 42 ]'; t "42 SAs" eval '[ $(ip -n lgw xfrm state | grep -c "^src") -ge 42 ]'; healthy_check; }
