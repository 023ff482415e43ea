# truth: On the left gateway charon does not run.
# cause: E01
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The IKE daemon of the left gateway is started.
fault() { L[disabled]=1; WAIT=1; }
check() { t "no IKE SA" not ike_sa; t "ping fails" not ping4; t "unit inactive" not lgw systemctl -q is-active strongswan; t "leaks in clear" clear_leak; }
