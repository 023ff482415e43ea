# truth: The certificate of the right gateway has expired.
# cause: B11
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The right gateway has a certificate that is valid.
base() { both auth=pubkey; }
fault() { R[cert]=right-expired; }
check() { p1_down; t "left: expired" log lgw 'certificate (invalid|expired)|not valid|has expired'; }
