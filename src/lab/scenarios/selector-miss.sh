# truth: A second net of the left LAN, 10.1.1.0/24, is not in the tunnel's selectors.
# cause: D13
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The selectors of both gateways cover 10.1.0.0/16.
HEALED=ping_from2
base() { HL=10.1.1.10; L[lts]=10.1.0.0/16 R[rts]=10.1.0.0/16; }
fault() { L[lts]=10.1.0.0/24 R[rts]=10.1.0.0/24; }
pre() { ip -n lhost addr add 10.1.1.10/32 dev eth0; ip -n lgw route add 10.1.1.0/24 dev eth1; }
check() { wait_for 20 ping_all; t "the first net works" ping_all; t "the second does not" not ping_from2; t "and leaks in clear" eval 'a=$(cnt l_in_clear); ping_from2; [ $(cnt l_in_clear) -gt $a ]'; }
