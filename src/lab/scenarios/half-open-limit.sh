# truth: The right gateway allows hardly any half-open IKE_SAs, and requests that never go on have used them up.
# cause: B17
# phase: 1
# visible-from: right
# stimulus: none
# heals-by: The limit is as usual.
RESTART=1
pre() { echo 'charon { init_limit_half_open = 1
 half_open_timeout = 3600 }' >$S/rgw/root/etc/strongswan.d/limit.conf; inet_drop 'ip saddr 192.0.2.99 drop' pre
    inet nft flush chain inet fw pre; }
base() { L[start]=none; WAIT=1; }
post() { ip -n inet addr add 192.0.2.77/32 dev lo; lgw swanctl --list-conns >/dev/null; inet_drop 'iifname left udp dport 4500'; inet_drop 'iifname left udp length > 300 udp dport 500 @th,192,8 35' ; bg gw lgw timeout 20 swanctl --initiate --ike site-to-site; sleep 3; inet_heal; lgw systemctl restart strongswan; sleep 3; bg gw lgw timeout 60 swanctl --initiate --child net-net; sleep 5; }
check() { p1_down; t "refused" log rgw 'ignoring IKE_SA setup|half open IKE_SA'; }
fix() { rm $S/rgw/root/etc/strongswan.d/limit.conf; }
HEALED='eval { ping4 || { lgw swanctl --initiate --child net-net --timeout 5; ping4; }; }'
