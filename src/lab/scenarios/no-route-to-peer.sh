# truth: The left gateway has no route to its peer.
# cause: A08
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The left gateway has its default route again.
pre() { ip -n lgw route del default; }
check() { p1_down; t "no route" not lgw ip route get 198.51.100.2; t "nothing on the wire" not seen l_in_ike; }
fix() { ip -n lgw route add default via 203.0.113.1; }
