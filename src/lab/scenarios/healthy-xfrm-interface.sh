# truth: Route-based with xfrm interfaces on both sides; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { both if_id=42; }
check() { healthy_check; }
