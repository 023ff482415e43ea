# truth: The right gateway expects its peer at another address and knows no configuration for the one that calls.
# cause: A09
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The right gateway has the right address of its peer.
fault() { R[remote]=203.0.113.22; }
check() { p1_down; t "refused" log lgw 'received NO_PROPOSAL_CHOSEN'; t "right: no configuration" log rgw 'no IKE config found for'; }
