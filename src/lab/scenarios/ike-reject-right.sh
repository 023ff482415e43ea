# truth: The right gateway refuses UDP 500 with an ICMP port unreachable.
# cause: A05 A02
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The REJECT rule of the right gateway goes.
pre() { ipt rgw -A INPUT -i eth0 -p udp --dport 500 -j REJECT; }
check() { p1_down; t "rule refuses" rule_hits rgw 'REJECT.*udp dpt:500'; t "ICMP comes back" eval '[ $(ip netns exec lgw nstat -asz IcmpInDestUnreachs | awk "/Unreachs/ {print \$2}") -gt 0 ]'; }
fix() { ipt rgw -F INPUT; }
