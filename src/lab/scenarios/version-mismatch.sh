# truth: The left gateway speaks IKEv1, the right one only IKEv2.
# cause: B01
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Both gateways speak IKEv2.
fault() { L[ver]=1; }
check() { p1_down; t "refused" log lgw 'NO_PROPOSAL_CHOSEN|NO_PROP'; t "right: no such configuration" log rgw 'no IKE config found for'; }
