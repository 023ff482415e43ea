# truth: The left gateway insists on revocation information, and there is none for the peer's certificate.
# cause: B14
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The left gateway no longer insists.
base() { both auth=pubkey; }
fault() { L[remote_x]='revocation = strict'; }
check() { p1_down; t "left: no status" log lgw 'certificate status is not available|constraint check failed'; }
