# truth: The line doubles every packet towards the left gateway, whose replay window drops the copies.
# cause: D18
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The line delivers each packet once.
HEALED="not grows xstat lgw XfrmInStateSeqError"
post() { inet tc qdisc add dev left root netem duplicate 100%; }
check() { wait_for 20 ping4; t "pings pass" ping4; t "replays are dropped" grows xstat lgw XfrmInStateSeqError; }
fix() { inet tc qdisc del dev left root; }
