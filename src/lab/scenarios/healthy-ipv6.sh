# truth: IPv6 in IPv6; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { V6=1; }
check() { healthy_check; }
