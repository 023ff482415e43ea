# truth: The FORWARD policy of the left gateway is DROP, and nothing lets the tunnel's traffic pass.
# cause: D08
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: FORWARD of the left gateway lets the traffic pass.
post() { ipt lgw -P FORWARD DROP; }
check() { dp_down; t "nothing on the WAN" not grows cnt l_in_esp; t "policy counts" eval 'ip netns exec lgw iptables -nvxL FORWARD | head -1 | grep -qE "policy DROP [1-9]"'; }
fix() { ipt lgw -P FORWARD ACCEPT; }
