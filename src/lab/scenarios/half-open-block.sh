# truth: The right gateway allows each address one half-open IKE_SA for an hour, and an attempt that never went on has used it up.
# cause: B17
# phase: 1
# visible-from: right
# stimulus: none
# heals-by: The limits are the usual ones.
RESTART=1
base() { R[start]=none; }
pre() { printf 'charon {\n    cookie_threshold_ip = 0\n    block_threshold = 1\n    half_open_timeout = 3600\n}\n' >$S/rgw/root/etc/strongswan.d/limits.conf; inet_drop 'iifname left udp dport 4500'; }
post() { gw lgw systemctl kill -s KILL strongswan; inet_heal; sleep 1; lgw systemctl restart strongswan; wait_for 15 log rgw 'ignoring IKE_SA setup'; }
check() { p1_down; t "right: ignored" log rgw 'ignoring IKE_SA setup from .*half-open IKE_SA limit of 1 reached'; t "left: no answer" wait_for 10 log lgw 'retransmit 1 of request with message ID 0'; }
fix() { rm $S/rgw/root/etc/strongswan.d/limits.conf; }
