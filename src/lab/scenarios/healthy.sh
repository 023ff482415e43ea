# truth: IKEv2 PSK tunnel, nothing is wrong
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
check() { healthy_check; }
