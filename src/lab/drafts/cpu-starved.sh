# truth: On the left gateway other programs use all of the CPU, before everything else.
# cause: F02
# phase: host
# visible-from: left
# stimulus: ping
# heals-by: The other programs end.
post() { local i; for i in 1 2 3 4 5 6; do bg gw lgw nice -n -5 timeout 3600 sh -c "while :; do :; done"; done; sleep 40; }
check() { t "load" eval '[ $(cut -d. -f1 /proc/loadavg) -ge 2 ]'; }
fix() { gw lgw pkill -f "while :"; sleep 1; }
