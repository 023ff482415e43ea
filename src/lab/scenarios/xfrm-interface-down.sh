# truth: The left gateway's xfrm interface is down, and its route with it.
# cause: C20
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The interface is up and the route is there.
base() { both if_id=42; }
post() { ip -n lgw link set xfrm0 down; }
check() { dp_down; t "no route" eval '! ip -n lgw route get 10.2.0.10 | grep -q xfrm0'; }
fix() { ip -n lgw link set xfrm0 up; ip -n lgw route replace 10.2.0.0/24 dev xfrm0; }
