# truth: The right gateway got a new pre-shared key while the tunnel was up, the left one did not: the next reauthentication is refused.
# cause: B20 B07
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: Both gateways have the same pre-shared key.
RESTART=1
base() { L[ike_x]='reauth_time = 20s
over_time = 2s'; }
post() { wait_for 10 ike_sa; sed -i 's/secret = .*/secret = "anotherSecret99Rt5kQw8"/' $S/rgw/root/etc/swanctl/swanctl.conf; rgw swanctl --load-creds --clear; wait_for 45 log lgw 'received AUTHENTICATION_FAILED'; }
check() { t "was up" log lgw 'CHILD_SA .* established'; t "reauthenticated" log lgw 'reauthenticating IKE_SA|deleting IKE_SA|initiating IKE_SA'; t "refused" log lgw 'received AUTHENTICATION_FAILED'; p1_down; }
