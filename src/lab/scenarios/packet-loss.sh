# truth: The line between the gateways loses four of ten ESP packets.
# cause: F05
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The line loses nothing.
post() { inet_drop 'meta l4proto esp numgen random mod 10 < 4'; }
check() { wait_for 20 esp_sa; t "ESP SAs" esp_sa; t "some pings get lost, some pass" eval 'lhost ping -n -q -i 0.1 -c 40 -W 1 $HR | grep -qE " ([1-9][0-9]|[1-9])(\.[0-9]+)?% packet loss"'; }
fix() { inet_heal; }
