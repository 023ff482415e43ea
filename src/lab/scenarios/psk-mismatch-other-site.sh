# truth: The pre-shared keys differ (IKEv2), with other addresses and names.
# cause: B07
# phase: 1
# visible-from: right
# stimulus: none
# heals-by: Both gateways have the same pre-shared key.
# variant: other-site
fault() { R[psk]=anotherSecret99Rt5kQw8; }
check() { p1_down; t "refused" log lgw "received AUTHENTICATION_FAILED"; t "right: keys differ" log rgw "MAC mismatched"; }
