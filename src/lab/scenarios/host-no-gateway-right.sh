# truth: The host behind the right gateway has no route back to it.
# cause: D16 F03
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The host has its default route again.
post() { ip -n rhost route del default; }
check() { dp_down; t "ESP leaves" grows cnt l_in_esp; t "nothing comes back" not grows cnt r_in_esp; t "the host is there" rgw ping -q -c 1 -W 1 10.2.0.10; }
fix() { ip -n rhost route add default via 10.2.0.1; }
