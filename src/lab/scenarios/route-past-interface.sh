# truth: On the left gateway a route sends the far net out of the WAN, past the xfrm interface.
# cause: D24 C20
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The route leads into the xfrm interface again.
base() { both if_id=42; }
post() { ip -n lgw route replace 10.2.0.0/24 via 203.0.113.1 dev eth0; }
check() { dp_down; t "leaks in clear" clear_leak; }
fix() { ip -n lgw route replace 10.2.0.0/24 dev xfrm0; }
