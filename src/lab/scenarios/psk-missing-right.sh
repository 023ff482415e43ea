# truth: The right gateway has no pre-shared key for this pair of identities.
# cause: B08
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The right gateway's key is for the identities of this connection.
fault() { R[sid]=old.example.org R[srid]=branch.example.org; }
check() { p1_down; t "refused" log lgw 'received AUTHENTICATION_FAILED'; t "right: no key" log rgw 'no shared key found'; }
