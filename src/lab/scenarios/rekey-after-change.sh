# truth: The right gateway's nets were changed and loaded while the tunnel was up (IKEv1): the next rekeying of the child is refused, and it ends.
# cause: C10 C01
# phase: 2
# visible-from: left
# stimulus: none
# heals-by: The right gateway's nets are the old ones.
RESTART=1
base() { both ver=1; L[child_x]='rekey_time = 15s
life_time = 22s
rand_time = 0s'; }
post() { wait_for 10 esp_sa; sed -i 's#remote_ts = 10.1.0.0/24#remote_ts = 10.1.64.0/20#' $S/rgw/root/etc/swanctl/swanctl.conf; rgw swanctl --load-conns; wait_for 40 log rgw 'no matching CHILD_SA config found'; sleep 8; }
check() { t "was up" log lgw 'CHILD_SA .* established'; t "right: refused" log rgw 'no matching CHILD_SA config found'; t "left: refused" log lgw 'received (INVALID_ID_INFORMATION|NO_PROPOSAL_CHOSEN|.*ID.*) error notify'; t "ping fails" not ping4; }
