# truth: The left gateway is behind NAT, and the right one expects it at its own address, not at that of the NAT.
# cause: A11 A09
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The right gateway takes its peer at any address.
base() { NAT=1 WAN=natt; }
fault() { R[remote]=203.0.113.2; }
check() { p1_down; t "refused" log lgw "received NO_PROPOSAL_CHOSEN"; t "right: no configuration" log rgw "no IKE config found for"; }
