# truth: A container engine on the left gateway has set FORWARD to DROP, and nothing lets the tunnel's traffic pass.
# cause: D17 D08
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: DOCKER-USER lets the traffic of the tunnel pass.
pre() {
    ip netns exec lgw iptables-restore <<'RULES'
*filter
:FORWARD DROP [0:0]
:DOCKER - [0:0]
:DOCKER-USER - [0:0]
-A FORWARD -j DOCKER-USER
-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -o docker0 -j DOCKER
-A FORWARD -i docker0 ! -o docker0 -j ACCEPT
-A FORWARD -i docker0 -o docker0 -j ACCEPT
-A DOCKER-USER -j RETURN
COMMIT
RULES
}
check() { dp_down; t "nothing on the WAN" not grows cnt l_in_esp; t "the policy is DROP" eval 'ip netns exec lgw iptables -nvxL FORWARD | head -1 | grep -qE "policy DROP [1-9]"'; }
fix() { ipt lgw -I DOCKER-USER -s 10.1.0.0/24 -d 10.2.0.0/24 -j ACCEPT; ipt lgw -I DOCKER-USER -s 10.2.0.0/24 -d 10.1.0.0/24 -j ACCEPT; }
