# truth: The left gateway asks its peer for an identity that the peer does not have.
# cause: B09
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The left gateway asks for the peer's own identity.
fault() { L[rid]=hub.example.org; }
check() { p1_down; t "refused" log lgw 'received AUTHENTICATION_FAILED'; t "right: no such identity" log rgw 'no matching peer config found'; }
