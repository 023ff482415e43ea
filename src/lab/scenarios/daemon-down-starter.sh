# truth: On the left gateway strongswan-starter is not enabled and does not run.
# cause: E01
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The service is started.
base() { both stack=starter; }
fault() { L[disabled]=1; WAIT=1; }
check() { t "no IKE SA" not ike_sa; t "ping fails" not ping4; t "unit inactive" not lgw systemctl -q is-active strongswan-starter; }
