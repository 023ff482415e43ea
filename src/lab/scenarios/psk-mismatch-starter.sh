# truth: The pre-shared keys differ (IKEv2, strongSwan with ipsec.conf on both sides).
# cause: B07
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Both gateways have the same pre-shared key.
base() { both stack=starter; }
fault() { R[psk]=anotherSecret99Rt5kQw8; }
check() { p1_down; t "refused" log lgw "received AUTHENTICATION_FAILED"; t "right: keys differ" log rgw "MAC mismatched"; }
