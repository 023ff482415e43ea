# truth: IKEv2 with a pre-shared key; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
check() { healthy_check; }
