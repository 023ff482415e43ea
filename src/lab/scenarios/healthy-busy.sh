# truth: Hosts of both sites ping and fetch all the time; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
post() { traffic; rhost_traffic; }
check() { healthy_check; }
