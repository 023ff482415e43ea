# truth: The left gateway starts IKEv1 in aggressive mode, the right one allows only main mode.
# cause: B16
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Both gateways use main mode.
base() { both ver=1; }
pre() { echo 'charon { i_dont_care_about_security_and_use_aggressive_mode_psk = yes }' >$S/lgw/root/etc/strongswan.d/aggressive.conf; }
fault() { L[ike_x]='aggressive = yes'; }
check() { p1_down; t "right: not allowed" log rgw 'Aggressive Mode PSK disabled|found .* matching config.*but none allows|no peer config found|Aggressive'; }
