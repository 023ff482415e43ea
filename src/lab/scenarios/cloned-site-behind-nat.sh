# truth: A second gateway behind the same NAT has the identity of the left one (a cloned configuration): whoever comes last throws the other one out.
# cause: A15 C15
# phase: dataplane
# visible-from: right
# stimulus: ping
# heals-by: The second gateway is off.
RESTART=1
base() { NAT=1 WAN=natt; both dpd=300s; L[start]=start L[dpd_action]=none; }
post() {
    local d=/tmp/clone in='ip netns exec clone env STRONGSWAN_CONF=/tmp/clone/strongswan.conf'
    wait_for 10 ping_all
    ip netns add clone; ip link add eth0 netns clone type veth peer name left3 netns inet
    ip -n inet addr add 192.0.2.1/24 dev left3; ip -n inet link set left3 up; inet nft add rule ip nat post oifname right ip saddr 192.0.2.0/24 masquerade
    ip -n clone link set lo up; ip -n clone addr add 192.0.2.2/24 dev eth0; ip -n clone link set eth0 up; ip -n clone route add default via 192.0.2.1
    mkdir -p $d; sed 's/203.0.113.2/192.0.2.2/; s/start_action.*/start_action = none/; /^include/d' $S/lgw/root/etc/swanctl/swanctl.conf >$d/swanctl.conf
    printf 'charon {\n    load = random nonce kdf aes sha1 sha2 hmac openssl kernel-netlink socket-default vici updown\n    install_routes = no\n    plugins {\n        vici {\n            socket = unix://%s/vici\n        }\n    }\n    filelog {\n        l {\n            path = %s/log\n            default = 1\n            flush_line = yes\n        }\n    }\n}\n' $d $d >$d/strongswan.conf
    bg $in /usr/lib/ipsec/charon; wait_for 10 test -S $d/vici
    $in swanctl --load-all --file $d/swanctl.conf --uri unix://$d/vici; $in swanctl --initiate --child net-net --uri unix://$d/vici --timeout 10
    true
}
check() { t "the left one was up" log lgw 'CHILD_SA .* established'; t "right: thrown out" log rgw 'destroying duplicate IKE_SA for peer|deleting duplicate IKE_SA for peer'; t "ping fails" not ping4; }
fix() { ip netns pids clone | xargs -r kill; sleep 1; ip netns del clone; inet ip link del left3 2>/dev/null; true; }
