# truth: The right gateway's xfrm interface has another if_id than its SAs.
# cause: C19
# phase: dataplane
# visible-from: right
# stimulus: ping
# heals-by: The interface is made anew with the if_id of the SAs.
base() { both if_id=42; }
fault() { R[if_id_dev]=43; }
check() { dp_down; t "ESP arrives" grows cnt l_out_esp; t "the if_id is 43" eval 'ip -n rgw -d link show xfrm0 | grep -qE "if_id (0x2b|43)"'; t "right: no interface for it" grows xstat rgw XfrmInNoPols; }
fix() { ip -n rgw link del xfrm0; }
