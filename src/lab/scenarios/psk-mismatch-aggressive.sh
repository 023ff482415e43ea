# truth: The pre-shared keys differ (IKEv1 aggressive mode).
# cause: B06
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: Both gateways have the same pre-shared key.
base() { both ver=1 ike_x='aggressive = yes'; }
pre() { for g in lgw rgw; do echo 'charon { i_dont_care_about_security_and_use_aggressive_mode_psk = yes }' >$S/$g/root/etc/strongswan.d/aggressive.conf; done; }
fault() { R[psk]=anotherSecret99Rt5kQw8; }
check() { p1_down; t "left: the hash is wrong" log lgw 'calculated HASH does not match HASH payload'; }
