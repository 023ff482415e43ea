# truth: DH groups differ: Libreswan on the left offers MODP-3072, strongSwan on the right wants MODP-2048.
# cause: B03
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Both gateways offer MODP-2048.
base() { L[stack]=libreswan; }
fault() { L[ike]=aes256-sha256-modp3072; }
check() { p1_down; t "right: refused" log rgw 'no acceptable (proposal|DIFFIE_HELLMAN_GROUP)|received proposals unacceptable|inacceptable'; t "left: told" log lgw 'NO_PROPOSAL_CHOSEN|INVALID_KE_PAYLOAD'; }
