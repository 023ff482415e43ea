# truth: A rule in FORWARD of the right gateway drops what comes out of the tunnel.
# cause: D08 D16
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The rule in FORWARD of the right gateway goes.
post() { ipt rgw -A FORWARD -i eth0 -s 10.1.0.0/24 -j DROP; }
check() { dp_down; t "ESP leaves" grows cnt l_in_esp; t "rule drops" rule_hits rgw 'DROP.*10.1.0.0/24'; t "nothing comes back" not grows cnt r_in_esp; }
fix() { ipt rgw -F FORWARD; }
