# truth: The left gateway masquerades tunnel traffic (Libreswan on both sides): after SNAT it leaves in clear.
# cause: D04
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The MASQUERADE rule goes, and with it the connections that it already translated.
base() { both stack=libreswan; }
pre() { ipt lgw -t nat -A POSTROUTING -o eth0 -j MASQUERADE; }
check() { wait_for 20 esp_sa; t "ESP SAs" esp_sa; t "ping fails" not ping4; t "rule hits" rule_hits lgw MASQUERADE "-t nat"; t "leaks in clear" clear_leak; }
fix() { ipt lgw -t nat -F; ip netns exec lgw conntrack -F; }
