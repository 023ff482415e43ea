# truth: The pre-shared keys differ (IKEv2), and the daemons log to a file of their own instead of the journal.
# cause: B07
# phase: 1
# visible-from: right
# stimulus: none
# heals-by: Both gateways have the same pre-shared key.
pre() { file_log; }
fault() { R[psk]=anotherSecret99Rt5kQw8; }
check() { p1_down; t "right: keys differ" eval 'grep -q "MAC mismatched" $S/rgw/root/var/log/charon.log'; t "not in the journal" eval '! rgw journalctl -q -u strongswan | grep -q "MAC mismatched"'; }
