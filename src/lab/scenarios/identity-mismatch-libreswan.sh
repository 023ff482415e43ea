# truth: The right gateway expects another identity than the left one sends (Libreswan on both sides).
# cause: B09
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The right gateway expects the identity that the left one sends.
base() { both stack=libreswan; }
fault() { R[rid]=branch.example.org; }
check() { p1_down; t "refused" log lgw "AUTHENTICATION_FAILED"; }
