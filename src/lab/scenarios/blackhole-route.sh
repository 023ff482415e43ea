# truth: On the left gateway a blackhole route for the far host is more specific than the route into the xfrm interface.
# cause: D24 C20
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The blackhole route goes.
base() { both if_id=42; }
post() { ip -n lgw route add blackhole 10.2.0.10/32; }
check() { dp_down; t "blackhole" eval 'ip -n lgw route get 10.2.0.10 2>&1 | grep -qE "Invalid argument|blackhole"'; t "no ESP" not grows cnt l_in_esp; }
fix() { ip -n lgw route del blackhole 10.2.0.10/32; }
