# truth: A rule in the raw table of the right gateway drops ESP before anything else sees it.
# cause: D02
# phase: dataplane
# visible-from: right
# stimulus: ping
# heals-by: The rule goes.
post() { ipt rgw -t raw -A PREROUTING -i eth0 -p esp -j DROP; }
check() { dp_down; t "ESP reaches the right gateway" grows cnt l_out_esp; t "the rule drops" rule_hits rgw 'DROP.*(esp|50)' '-t raw'; t "SA in does not count" not grows sa_pkts rgw $ESP_OUT; }
fix() { ipt rgw -t raw -F; }
