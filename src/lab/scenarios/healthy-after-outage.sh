# truth: The right gateway lost its SAs once and the line was dead for a while: log and counters still tell of it; the tunnel has long been up again and nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { both dpd=3s; }
pre() { local g; for g in lgw rgw; do printf 'charon {\n    retransmit_tries = 2\n    retransmit_timeout = 1.0\n}\n' >$S/$g/root/etc/strongswan.d/retransmit.conf; done; }
post() {
    wait_for 10 esp_sa; ip -n rgw xfrm state deleteall; lhost ping -n -q -i 0.2 -c 5 -W 1 $HR
    inet_drop 'iifname { left, right }'; wait_for 30 log lgw 'giving up after'; inet_heal
    rgw systemctl restart strongswan; sleep 2; wait_for 30 ping_all; true
}
check() { healthy_check; t "the log tells of it" log lgw 'giving up after'; t "a counter too" eval '[ $(xstat rgw XfrmInNoStates) -gt 0 ]'; }
