# truth: IKEv2 with certificates; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { both auth=pubkey; }
check() { healthy_check; }
