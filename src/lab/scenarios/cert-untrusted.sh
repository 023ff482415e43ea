# truth: The certificate of the right gateway is from a CA that the left one does not know.
# cause: B12
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The right gateway has a certificate of the CA that both know.
base() { both auth=pubkey; }
fault() { R[cert]=right-otherca; }
check() { p1_down; t "left: no trust" log lgw 'no issuer certificate found|no trusted RSA public key'; }
