# truth: The left gateway's own OUTPUT chain drops UDP 500.
# cause: A01
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The rule in OUTPUT of the left gateway goes.
pre() { ipt lgw -A OUTPUT -o eth0 -p udp --dport 500 -j DROP; }
check() { p1_down; t "rule drops" rule_hits lgw 'DROP.*udp dpt:500'; t "refused by the kernel" log lgw 'error writing to socket: Operation not permitted'; t "nothing on the wire" not seen l_in_ike; }
fix() { ipt lgw -F OUTPUT; }
