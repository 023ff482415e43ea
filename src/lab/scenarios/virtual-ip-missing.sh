# truth: The left gateway asks its peer for a virtual address, and the right one has none to give.
# cause: B21
# phase: 2
# visible-from: left
# stimulus: none
# heals-by: The left gateway does not ask for a virtual address.
fault() { L[ike_x]='vips = 0.0.0.0'; L[lts]=dynamic; }
check() { p2_down; t "said by the peer" log rgw 'no virtual IP found|INTERNAL_ADDRESS_FAILURE'; t "said here" log lgw 'INTERNAL_ADDRESS_FAILURE|received .*(ADDRESS|TS_UNACCEPTABLE|FAILED_CP)'; }
