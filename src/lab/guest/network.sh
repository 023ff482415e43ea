net_up() {
    local n
    for n in lhost lgw inet rgw rhost; do ip netns add $n; done
    ip -batch - <<X
link set lo up
link add br0 type bridge
link set vec0 master br0
link set vec0 up
link set br0 up
addr add $MGMT.10/24 dev br0
link add m-lgw type veth peer name mgmt0 netns lgw
link add m-rgw type veth peer name mgmt0 netns rgw
link set m-lgw master br0 up
link set m-rgw master br0 up
link set m-lgw type bridge_slave isolated on
link set m-rgw type bridge_slave isolated on
link add eth0 netns lgw type veth peer name left netns inet
link add eth1 netns lgw type veth peer name eth0 netns lhost
link add eth0 netns rgw type veth peer name right netns inet
link add eth1 netns rgw type veth peer name eth0 netns rhost
X
    for n in lhost:10.1.0:fd00:1 rhost:10.2.0:fd00:2; do
        IFS=: read -r h a b c <<<"$n"
        ip netns exec $h sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
        ip -n $h -batch - <<X
link set lo up
link set eth0 up
addr add $a.10/24 dev eth0
addr add $b:$c::10/64 dev eth0 nodad
route add default via $a.1
route add default via $b:$c::1
X
    done
    for n in lgw:203.0.113:2001:db8:1:10.1.0:fd00:1:11 rgw:198.51.100:2001:db8:2:10.2.0:fd00:2:12; do
        IFS=: read -r h o o1 o2 o3 i i1 i2 m <<<"$n"
        ip netns exec $h sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
        ip -n $h -batch - <<X
link set lo up
link set eth0 up
link set eth1 up
link set mgmt0 up
addr add $o.2/24 dev eth0
addr add $o1:$o2:$o3::2/64 dev eth0 nodad
addr add $i.1/24 dev eth1
addr add $i1:$i2::1/64 dev eth1 nodad
addr add $MGMT.$m/24 dev mgmt0
route add default via $o.1
route add default via $o1:$o2:$o3::1
X
    done
    ip netns exec inet sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
    if [ -n "$UPLINK2" ]; then               # a second uplink of lgw, over which its route to the peer goes
        ip link add eth2 netns lgw type veth peer name left2 netns inet
        ip -n inet addr add 192.0.2.1/24 dev left2; ip -n inet link set left2 up
        ip -n lgw addr add 192.0.2.2/24 dev eth2; ip -n lgw link set eth2 up; ip -n lgw route add 198.51.100.0/24 via 192.0.2.1
    fi
    ip -n inet -batch - <<X
link set lo up
link set left up
link set right up
addr add 203.0.113.1/24 dev left
addr add 198.51.100.1/24 dev right
addr add 2001:db8:1::1/64 dev left nodad
addr add 2001:db8:2::1/64 dev right nodad
route add unreachable 10.0.0.0/8
X
    { [ -z "$NAT" ] || echo 'table ip nat { chain post { type nat hook postrouting priority 100; oifname "right" ip saddr 203.0.113.0/24 masquerade; }; }'
      echo 'table inet fw { chain pre { type filter hook prerouting priority -450; }; chain forward { type filter hook forward priority 0; }; chain output { type filter hook output priority 0; }; }'
      # what passes inet, for the checks: {l,r}_in_X arrives from that side, {l,r}_out_X leaves on the other side
      local w x; echo 'table inet audit {'
      for w in l r; do for x in ike natt esp clear; do echo "counter ${w}_in_$x {}; counter ${w}_out_$x {}"; done; done
      for x in in:iifname:prerouting:-500 out:oifname:postrouting:500; do
          IFS=: read -r x i h p <<<"$x"; echo "chain $x { type filter hook $h priority $p;"
          for w in l r; do
              [ $w$x = lin -o $w$x = rout ] && d=left || d=right; [ $w = l ] && q=dport || q=sport
              echo "$i $d udp $q 500 counter name ${w}_${x}_ike
                    $i $d udp $q 4500 counter name ${w}_${x}_natt
                    $i $d meta l4proto esp counter name ${w}_${x}_esp
                    $i $d ip daddr 10.0.0.0/8 counter name ${w}_${x}_clear
                    $i $d ip6 daddr fd00::/16 counter name ${w}_${x}_clear"
          done; echo '}'
      done; echo '}'; } | inet nft -f -
    (ip netns exec rhost perl "$LAB_GUEST/www.pl" & ip netns exec lhost perl "$LAB_GUEST/www.pl" &) >/dev/null 2>&1
}
inet_drop() { inet nft add rule inet fw "${2:-forward}" "$1" counter drop; }             # inet_drop 'iifname left udp dport 500'
inet_heal() { local c; for c in pre forward output; do inet nft flush chain inet fw $c; done; }
ipt() { ip netns exec $1 iptables "${@:2}"; }
inet() { ip netns exec inet "$@"; }
lhost() { ip netns exec lhost "$@"; }
rhost() { ip netns exec rhost "$@"; }
gw() {  # gw lgw CMD...: a command inside the gateway (all its namespaces)
    nsenter -t "$(<$S/$1/pid)" -a -r -w -- /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        HOME=/root USER=root LANG=C.UTF-8 TERM="${TERM:-dumb}" "${@:2}"
}
lgw() { gw lgw "$@"; }
rgw() { gw rgw "$@"; }
mgmt_sshd() {  # for lab/exec: UML's own root namespace
    mkdir -p /run/sshd $S; cp $LAB_STATE/ssh/host_uml $S/; chmod 600 $S/host_uml
    cp $LAB_STATE/ssh/id_ed25519.pub $S/authorized_keys; chmod 600 $S/authorized_keys
    /usr/sbin/sshd -f /dev/null -h $S/host_uml -o ListenAddress=$MGMT.10 -o AuthorizedKeysFile=$S/authorized_keys -o StrictModes=no \
        -o UsePAM=no -o PasswordAuthentication=no -o PidFile=none -o MaxSessions=100 -o UseDNS=no
}
