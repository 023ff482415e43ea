# truth: The left gateway wants tunnel mode and the right one transport mode (IKEv1).
# cause: C08
# phase: 2
# visible-from: both
# stimulus: none
# heals-by: Both gateways want tunnel mode.
base() { both ver=1; }
fault() { R[mode]=transport; }
check() { p2_down; t "refused" log lgw 'NO_PROPOSAL_CHOSEN|INVALID_ID|error notify'; }
