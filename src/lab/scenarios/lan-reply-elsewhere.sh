# truth: The host behind the right gateway sends its answers over another router, which it has a more specific route for.
# cause: D23 D16 F03
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The host has no other route than the one over the right gateway.
pre() {
    ip link add eth1 netns rhost type veth peer name other netns inet
    ip -n inet addr add 192.0.2.1/24 dev other; ip -n inet link set other up; ip -n rhost addr add 192.0.2.10/24 dev eth1; ip -n rhost link set eth1 up
}
post() { ip -n rhost route add 10.1.0.0/24 via 192.0.2.1; }
check() { dp_down; t "ESP arrives" grows cnt l_out_esp; t "nothing comes back" not grows cnt r_in_esp; t "the host is there" rgw ping -q -c 1 -W 1 10.2.0.10; t "it answers elsewhere" eval 'ip -n rhost route get 10.1.0.10 | grep -q eth1'; }
fix() { ip -n rhost route del 10.1.0.0/24; }
