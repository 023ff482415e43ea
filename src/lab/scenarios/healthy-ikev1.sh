# truth: IKEv1 with a pre-shared key; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { both ver=1; }
check() { healthy_check; }
