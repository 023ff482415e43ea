# truth: IKE integrity differs: the left gateway offers SHA-1, the right one wants SHA-256.
# cause: B02
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: Both gateways offer SHA-256 for IKE.
fault() { L[ike]=aes256-sha1-modp2048; }
check() { p1_down; t "refused" log lgw 'received NO_PROPOSAL_CHOSEN'; t "right: says what it wants" log rgw 'configured proposals: IKE:AES_CBC_256/HMAC_SHA2_256'; }
