# truth: A routing rule of the left gateway sends what its LAN sends through a table of its own, which knows nothing of the VTI.
# cause: D24 C20
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The rule goes.
base() { both vti=42; }
post() { ip -n lgw route add default via 203.0.113.1 table 100; ip -n lgw rule add from 10.1.0.0/24 iif eth1 lookup 100 priority 100; }
check() { dp_down; t "leaks in clear" clear_leak; }
fix() { ip -n lgw rule del priority 100; ip -n lgw route flush table 100; }
