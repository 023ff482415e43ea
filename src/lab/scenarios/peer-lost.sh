# truth: The line went dead while the tunnel was up: dead peer detection gave up and tore it down.
# cause: C17
# phase: dataplane
# visible-from: left
# stimulus: none
# heals-by: The line works again.
RESTART=1
base() { both dpd=2s; }
pre() { local g; for g in lgw rgw; do echo 'charon { retransmit_tries = 2, retransmit_timeout = 1.0 }' | tr , '\n' >$S/$g/root/etc/strongswan.d/retransmit.conf; done; }
post() { inet_drop 'iifname { left, right }'; wait_for 40 log lgw 'giving up after'; }
check() { t "ping fails" not ping4; t "was up" log lgw 'CHILD_SA .* established'; t "gave up" log lgw 'giving up after'; }
fix() { inet_heal; }
