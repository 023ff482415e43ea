# truth: The host behind the right gateway is off.
# cause: D16
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The host is on again.
post() { ip -n rhost link set eth0 down; }
check() { dp_down; t "ESP leaves" grows cnt l_in_esp; }
fix() { ip -n rhost link set eth0 up; ip -n rhost route replace default via 10.2.0.1; }
