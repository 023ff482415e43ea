# truth: Mixed: strongSwan on the left, Libreswan on the right; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { R[stack]=libreswan; }
check() { healthy_check; }
