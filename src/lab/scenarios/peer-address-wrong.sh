# truth: The left gateway is configured with an address of the peer that is not the peer's.
# cause: A09
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The left gateway has the right address of its peer.
fault() { L[remote]=198.51.100.22; }
check() { p1_down; t "retransmits" log lgw 'retransmit 1'; t "IKE leaves" seen l_in_ike; t "the right gateway hears nothing" not log rgw 'received packet'; }
