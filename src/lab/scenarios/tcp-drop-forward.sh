# truth: A rule in FORWARD of the left gateway drops TCP to other sites: ping passes the tunnel and nothing else does.
# cause: D08
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The rule goes.
post() { ipt lgw -A FORWARD -i eth1 -p tcp -d 10.0.0.0/8 -j DROP; }
check() { wait_for 20 ping_all; t "ping passes" ping_all; t "TCP does not" not tcp $HR 2000 4; t "the rule drops" rule_hits lgw 'DROP.*10.0.0.0/8'; }
fix() { ipt lgw -F FORWARD; }
HEALED="tcp 10.2.0.10 2000 5"
