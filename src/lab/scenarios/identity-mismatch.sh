# truth: The right gateway expects another identity than the left one sends.
# cause: B09
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The right gateway expects the identity that the left one sends.
fault() { R[rid]=branch.example.org; }
check() { p1_down; t "refused" log lgw 'received AUTHENTICATION_FAILED'; t "right: nobody of that name" log rgw 'no matching peer config found'; }
