# truth: The left gateway's xfrm interface has another if_id than its SAs.
# cause: C19
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The xfrm interface is made anew with the if_id of the SAs.
base() { both if_id=42; }
fault() { L[if_id_dev]=43; }
check() { dp_down; t "interface has if_id 43" eval 'ip -n lgw -d link show xfrm0 | grep -qE "if_id 0x2b"'; t "SAs have if_id 42" eval 'ip -n lgw xfrm state | grep -q "if_id 0x2a"'; }
fix() { ip -n lgw link del xfrm0; }
