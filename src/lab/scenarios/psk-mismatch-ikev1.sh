# truth: The pre-shared keys differ (IKEv1 main mode).
# cause: B05
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Both gateways have the same pre-shared key.
base() { both ver=1; }
fault() { R[psk]=anotherSecret99Rt5kQw8; }
check() { p1_down; t "right: cannot read it" log rgw 'invalid HASH_V1 payload length|could not decrypt|invalid ID_V1|malformed|payload verification failed|message parsing failed'; }
