# truth: Manually keyed SAs: the left gateway has a wrong key for what it receives.
# cause: D07
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: Both gateways have the same keys.
base() { MANUAL=1; both disabled=1; WAIT=1; }
post() { manual_sa wrong; }
check() { t "ping fails" not ping4; t "integrity check fails" grows xstat lgw XfrmInStateProtoError; t "ESP arrives" grows cnt r_out_esp; }
fix() { manual_sa; }
