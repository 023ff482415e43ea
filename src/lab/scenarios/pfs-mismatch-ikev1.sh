# truth: The left gateway wants PFS in quick mode, the right one has none (IKEv1).
# cause: C06 C04
# phase: 2
# visible-from: both
# stimulus: none
# heals-by: Neither gateway wants PFS.
base() { both ver=1; }
fault() { L[esp]=aes256-sha256-modp2048; }
check() { p2_down; t "refused" log lgw 'NO_PROPOSAL_CHOSEN|NO_PROP'; }
