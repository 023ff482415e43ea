# truth: Libreswan on both sides; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { both stack=libreswan; }
check() { healthy_check; }
