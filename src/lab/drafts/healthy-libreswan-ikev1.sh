# truth: Libreswan on both sides, IKEv1; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { both stack=libreswan ver=1; }
check() { healthy_check; }
