# truth: Idle: nothing has asked for the tunnel yet, and the first packet brings it up; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { L[start]=trap; WAIT=1; }
check() { t "no SA yet" not esp_sa; t "the policy waits" eval 'ip -n lgw xfrm policy | grep -q "dst 10.2.0.0/24"'; healthy_check; }
