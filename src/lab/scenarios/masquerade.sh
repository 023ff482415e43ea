# truth: The left gateway masquerades tunnel traffic: after SNAT it no longer matches the IPsec policy and leaves in clear.
# cause: D04
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The MASQUERADE rule goes, and with it the connections that it already translated.
pre() { ipt lgw -t nat -A POSTROUTING -o eth0 -j MASQUERADE; }
check() { t "IKE SA" ike_sa; t "ESP SAs" esp_sa; t "ping fails" not ping4; t "rule hits" rule_hits lgw MASQUERADE '-t nat'; t "leaks in clear" clear_leak; t "no ESP" not grows cnt l_in_esp; }
fix() { ipt lgw -t nat -F; ip netns exec lgw conntrack -F; }
