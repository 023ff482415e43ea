# truth: IKE encryption differs: the left gateway offers AES-128, the right one wants AES-256.
# cause: B02
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: Both gateways offer AES-256 for IKE.
fault() { L[ike]=aes128-sha256-modp2048; }
check() { p1_down; t "refused" log lgw 'received NO_PROPOSAL_CHOSEN'; t "rgw: proposals" log rgw 'configured proposals: IKE:AES_CBC_256'; }
