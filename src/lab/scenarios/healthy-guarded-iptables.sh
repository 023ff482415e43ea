# truth: The left gateway masquerades and has FORWARD and INPUT on DROP (iptables), with exemptions for the tunnel, and strangers are dropped all the time; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
pre() {
    ip netns exec lgw iptables-restore <<'RULES'
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -i mgmt0 -j ACCEPT
-A INPUT -i eth1 -j ACCEPT
-A INPUT -i eth0 -p udp -m multiport --dports 500,4500 -j ACCEPT
-A INPUT -i eth0 -p esp -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -i eth0 -p tcp -m tcp --dport 23 -j DROP
-A FORWARD -m policy --dir in --pol ipsec -s 10.2.0.0/24 -d 10.1.0.0/24 -j ACCEPT
-A FORWARD -m policy --dir out --pol ipsec -s 10.1.0.0/24 -d 10.2.0.0/24 -j ACCEPT
-A FORWARD -i eth0 -s 10.0.0.0/8 -j DROP
-A FORWARD -i eth1 -o eth0 -j ACCEPT
-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
COMMIT
*nat
:POSTROUTING ACCEPT [0:0]
-A POSTROUTING -o eth0 -m policy --dir out --pol ipsec -j ACCEPT
-A POSTROUTING -s 10.1.0.0/24 -o eth0 -j MASQUERADE
COMMIT
RULES
}
post() {
    bg timeout 3600 ip netns exec inet bash -c 'while :; do (exec 3<>/dev/tcp/203.0.113.2/23) & sleep 0.5; kill $!; echo x >/dev/udp/203.0.113.2/53; done'
    bg timeout 3600 ip netns exec lhost ping -n -i 0.7 203.0.113.1
}
check() { healthy_check; t "strangers are dropped" wait_for 10 rule_hits lgw 'DROP.*dpt:23'; t "the rest is masqueraded" wait_for 10 rule_hits lgw 'MASQUERADE' '-t nat'; }
