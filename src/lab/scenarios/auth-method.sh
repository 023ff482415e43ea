# truth: The left gateway authenticates with a pre-shared key, the right one wants certificates.
# cause: B10
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Both gateways authenticate with the pre-shared key.
fault() { R[auth]=pubkey; }
check() { p1_down; t "refused" log lgw 'AUTHENTICATION_FAILED'; t "right: another method is wanted" log rgw 'no alternative config found|constraint|no matching peer config|selected peer config .* unacceptable'; }
