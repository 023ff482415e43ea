# truth: The left gateway has no pre-shared key for this pair of identities.
# cause: B08
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The left gateway's key is for the identities of this connection.
fault() { L[sid]=old.example.org L[srid]=branch.example.org; }
check() { p1_down; t "no key" log lgw 'no shared key found'; }
