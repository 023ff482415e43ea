# truth: The daemons log to a file of their own instead of the journal; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
pre() { file_log; }
check() { healthy_check; t "the file has it" eval 'grep -q "CHILD_SA net-net" $S/lgw/root/var/log/charon.log'; }
