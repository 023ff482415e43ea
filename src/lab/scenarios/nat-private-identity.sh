# truth: The left gateway is behind NAT and its identity is its own address; the right one expects the address that the NAT gives it.
# cause: B09
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The right gateway expects the identity that the left one sends.
base() { NAT=1 WAN=natt; L[id]=203.0.113.2 R[rid]=203.0.113.2; }
fault() { R[rid]=198.51.100.1; }
check() { p1_down; t "refused" log lgw 'received AUTHENTICATION_FAILED'; t "right: nobody of that name" log rgw 'no matching peer config found'; }
