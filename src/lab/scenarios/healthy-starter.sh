# truth: The older strongSwan set-up: strongSwan with the legacy ipsec.conf on both sides; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { both stack=starter; }
check() { healthy_check; }
