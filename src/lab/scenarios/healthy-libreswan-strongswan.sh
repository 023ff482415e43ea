# truth: Libreswan on the left, strongSwan on the right; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { L[stack]=libreswan; }
check() { healthy_check; }
