# truth: The left gateway is to send from an address that it does not have.
# cause: A12
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The left gateway sends from its own address.
fault() { L[local]=203.0.113.77; }
check() { p1_down; t "nothing on the wire" not seen l_in_ike; t "said in the log" log lgw 'error writing to socket|unable to'; }
