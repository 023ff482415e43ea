# truth: The left gateway translates what goes out to its address with SNAT, in a chain of its own (iptables), and the exemption there names the net of another site.
# cause: D04
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The exemption names the net of the peer.
pre() {
    ipt lgw -t nat -N site-nat
    ipt lgw -t nat -A POSTROUTING -o eth0 -j site-nat
    ipt lgw -t nat -A site-nat -d 10.3.0.0/24 -j RETURN
    ipt lgw -t nat -A site-nat -s 10.1.0.0/24 -j SNAT --to-source 203.0.113.2
}
check() { dp_down; t "the rule hits" rule_hits lgw 'SNAT.*to:203.0.113.2' '-t nat'; t "leaks in clear" clear_leak; }
fix() { ipt lgw -t nat -I site-nat -d 10.2.0.0/24 -j RETURN; ip netns exec lgw conntrack -F; }
