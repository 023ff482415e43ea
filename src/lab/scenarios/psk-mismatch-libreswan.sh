# truth: The pre-shared keys differ (IKEv2, Libreswan on both sides).
# cause: B07
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: Both gateways have the same pre-shared key.
base() { both stack=libreswan; }
fault() { R[psk]=anotherSecret99Rt5kQw8; }
check() { p1_down; t "refused" log lgw 'AUTHENTICATION_FAILED'; t "right: keys differ" log rgw 'computed hash does not match|MISMATCHED|mismatch|AUTH.* (failed|mismatch)'; }
