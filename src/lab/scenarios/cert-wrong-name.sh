# truth: The certificate of the right gateway does not contain the identity that it is to have.
# cause: B13
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The right gateway has a certificate with its identity in it.
base() { both auth=pubkey; }
fault() { R[cert]=right-othersan; }
check() { p1_down; t "said in a log" eval 'log rgw "not confirmed by certificate|no private key found" || log lgw "constraint check failed|no trusted"'; }
