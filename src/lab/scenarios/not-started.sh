# truth: Neither gateway starts the connection or traps its traffic: there is no policy at all.
# cause: C13
# phase: 2
# visible-from: left
# stimulus: ping
# heals-by: The left gateway starts the connection.
fault() { L[start]=none R[start]=none; WAIT=1; }
check() { p1_down; t "loaded" eval 'lgw swanctl --list-conns | grep -q site-to-site'; t "no policy" not eval 'ip -n lgw xfrm policy | grep -q 10.2.0.0'; t "leaks in clear" clear_leak; }
