# truth: The right gateway masquerades the answers of its LAN: they no longer match the policy.
# cause: D04 D16
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The MASQUERADE rule goes, and with it the connections that it already translated.
pre() { ipt rgw -t nat -A POSTROUTING -o eth0 -s 10.2.0.0/24 -j MASQUERADE; }
check() { t "ESP SAs" esp_sa; t "traffic from the right fails" not rhost ping -q -c 3 -i 0.3 -W 1 $HL; t "rule hits" rule_hits rgw MASQUERADE '-t nat'; t "leaks in clear" eval '[ $(cnt r_in_clear) -gt 0 ]'; }
fix() { ipt rgw -t nat -F; ip netns exec rgw conntrack -F; }
HEALED="rhost ping -q -c 3 -W 1 10.1.0.10"
