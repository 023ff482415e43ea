# truth: The selector for the peer's side, 10.0.0.0/8, covers the left gateway's own LAN: what is for its LAN is routed to the WAN.
# cause: C22
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The selector names only the peer's LAN.
fault() { L[rts]=10.0.0.0/8 R[lts]=10.0.0.0/8; }
check() { dp_down; t "the gateway does not answer its own LAN" not lhost ping -c 2 -W 1 10.1.0.1; }
