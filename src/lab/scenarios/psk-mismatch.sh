# truth: The pre-shared keys differ (IKEv2).
# cause: B07
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: Both gateways have the same pre-shared key.
fault() { R[psk]=anotherSecret99Rt5kQw8; }
check() { p1_down; t "refused" log lgw 'received AUTHENTICATION_FAILED'; t "rgw: MAC mismatch" log rgw 'tried 1 shared key.*but MAC mismatched'; }
