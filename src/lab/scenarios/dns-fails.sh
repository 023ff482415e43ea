# truth: The name of the peer in the left gateway's configuration does not resolve.
# cause: A10
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The left gateway is configured with the peer's address.
fault() { L[remote]=gw.right.invalid; WAIT=8; }
check() { p1_down; t "cannot resolve" log lgw 'unable to resolve|resolv'; t "nothing on the wire" not seen l_in_ike; }
