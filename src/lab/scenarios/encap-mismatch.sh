# truth: The left gateway sends ESP in UDP, and the SA of the right one takes plain ESP only.
# cause: D19
# phase: dataplane
# visible-from: right
# stimulus: ping
# heals-by: Both send plain ESP.
MANUAL=1 HEALED=ping4
base() { both disabled=1; WAIT=0; }
post() { manual_sa; other_out_sa encap espinudp 4500 4500 0.0.0.0; }
check() { t "ping fails" not ping4; t "UDP 4500 on the wire" grows cnt l_in_natt; }
fix() { other_out_sa; }
