# truth: The left gateway's own OUTPUT chain drops ESP.
# cause: D01
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The rule in OUTPUT of the left gateway goes.
post() { ipt lgw -A OUTPUT -o eth0 -p esp -j DROP; }
check() { dp_down; t "rule drops" rule_hits lgw 'DROP.*(esp|50)'; t "SA counts" grows sa_pkts lgw $ESP_OUT; t "nothing on the wire" not grows cnt l_in_esp; }
fix() { ipt lgw -F OUTPUT; }
