# truth: The right gateway allows one half-open IKE_SA, and a request that never went on has used it up.
# cause: B17
# phase: 1
# visible-from: right
# stimulus: none
# heals-by: The limit is as usual.
RESTART=1 HEALED='eval ping4 || { lgw swanctl --initiate --child net-net --timeout 5; ping4; }'
base() { L[start]=none; WAIT=1; }
pre() { echo 'charon { init_limit_half_open = 1
 half_open_timeout = 3600 }' >$S/rgw/root/etc/strongswan.d/limit.conf; }
post() {
    inet_drop 'iifname left udp dport 4500'; bg gw lgw timeout 20 swanctl --initiate --ike site-to-site; sleep 3
    inet_heal; lgw systemctl restart strongswan; sleep 3
    bg gw lgw timeout 60 swanctl --initiate --child net-net; sleep 5
}
check() { p1_down; t "refused" log rgw 'ignoring IKE_SA setup|half open IKE_SA'; }
fix() { rm $S/rgw/root/etc/strongswan.d/limit.conf; }
