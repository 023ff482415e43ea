# truth: Diffie-Hellman groups differ: the left gateway offers ECP-256, the right one wants MODP-2048.
# cause: B03 B02
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Both gateways offer MODP-2048.
fault() { L[ike]=aes256-sha256-ecp256; }
check() { p1_down; t "refused" log lgw 'received NO_PROPOSAL_CHOSEN'; t "right: says what it got" log rgw 'received proposals: .*ECP_256'; }
