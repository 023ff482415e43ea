# truth: IKE encryption differs (Libreswan on both sides): the left gateway offers AES-128, the right one wants AES-256.
# cause: B02
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Both gateways offer AES-256 for IKE.
base() { both stack=libreswan; }
fault() { L[ike]=aes128-sha256-modp2048; }
check() { p1_down; t "refused" eval 'log lgw NO_PROPOSAL_CHOSEN || log rgw NO_PROPOSAL_CHOSEN'; }
