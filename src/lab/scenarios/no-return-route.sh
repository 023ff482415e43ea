# truth: The right gateway has no route back to its peer.
# cause: A13 A08
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The right gateway has its default route again.
pre() { ip -n rgw route del default; }
check() { p1_down; t "IKE reaches the right gateway" seen l_out_ike; t "no answer" not seen r_in_ike; t "right: cannot send" log rgw 'error writing to socket: Network is unreachable|no route'; }
fix() { ip -n rgw route add default via 198.51.100.1; }
