# truth: A standby of the left gateway holds its address too and announces it (both nodes are master): what comes for the gateway goes to the standby.
# cause: E12
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The standby gives the address up.
pre() {
    ip netns add standby; ip link add eth0 netns standby type veth peer name left3 netns inet
    ip -n inet link add wan type bridge; ip -n inet addr flush dev left; ip -n inet link set left master wan; ip -n inet link set left3 master wan
    ip -n inet link set left3 up; ip -n inet link set wan up; ip -n inet addr add 203.0.113.1/24 dev wan; ip -n inet addr add 2001:db8:1::1/64 dev wan nodad
    ip -n standby link set eth0 up; ip -n standby addr add 203.0.113.2/24 dev eth0; ip -n standby addr add 203.0.113.3/24 dev eth0
    bg timeout 3600 ip netns exec standby python3 -c 'import socket, time
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(("eth0", 0x806)); m = s.getsockname()[4]; a = bytes([203, 0, 113, 2])
while True: s.send(b"\xff" * 6 + m + b"\x08\x06\0\1\x08\0\6\4\0\1" + m + a + b"\0" * 6 + a); time.sleep(0.2)'
    sleep 1
}
check() { p1_down; t "IKE reaches the right gateway" log rgw 'received packet: from 203.0.113.2'; t "no answer comes" log lgw 'retransmit 1'; t "the router sends to the standby" eval 'ip -n inet neigh show 203.0.113.2 | grep -q "$(ip netns exec standby cat /sys/class/net/eth0/address)"'; }
fix() { ip -n standby link set eth0 down; ip -n inet neigh flush dev wan; }
HEALED=ping_all RESTART=1
