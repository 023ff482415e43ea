# truth: The left gateway drops packets from private addresses that come in on the WAN, decrypted ones too: the rule has no policy match.
# cause: D25
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The rule goes.
post() { ipt lgw -A FORWARD -i eth0 -s 10.0.0.0/8 -j DROP; }
check() { dp_down; t "rule drops" rule_hits lgw 'DROP.*10.0.0.0/8'; t "SA in counts" grows sa_pkts lgw $ESP_IN; }
fix() { ipt lgw -F FORWARD; }
