# truth: CHILD_SAs live ten seconds, so that one is often being replaced; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { both child_x='rekey_time = 10s'; }
check() { healthy_check; t "was rekeyed" wait_for 30 log lgw 'CREATE_CHILD_SA response .*SA No'; }
