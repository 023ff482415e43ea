# truth: The left gateway's own INPUT chain drops ESP.
# cause: D02
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The rule in INPUT of the left gateway goes.
post() { ipt lgw -A INPUT -i eth0 -p esp -j DROP; }
check() { dp_down; t "rule drops" rule_hits lgw 'DROP.*(esp|50)'; t "ESP arrives" grows cnt r_out_esp; t "SA in does not count" not grows sa_pkts lgw $ESP_IN; }
fix() { ipt lgw -F INPUT; }
