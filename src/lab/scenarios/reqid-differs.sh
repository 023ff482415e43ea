# truth: The outbound policy of the left gateway asks for SAs of a reqid that no SA has.
# cause: C26
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The daemons begin anew.
RESTART=1
base() { L[start]=start; }
post() { ip -n lgw xfrm policy update src 10.1.0.0/24 dst 10.2.0.0/24 dir out priority 375423 tmpl src 203.0.113.2 dst 198.51.100.2 proto esp reqid 4711 mode tunnel; ip -n lgw xfrm policy delete src 10.1.0.0/24 dst 10.2.0.0/24 dir out; ip -n lgw xfrm policy add src 10.1.0.0/24 dst 10.2.0.0/24 dir out priority 371327 tmpl src 203.0.113.2 dst 198.51.100.2 proto esp reqid 4711 mode tunnel; }
check() { dp_down; t "one out policy" eval '[ $(ip -n lgw xfrm policy | grep -c "dir out.*") -ge 1 ]'; t "no ESP" not grows cnt l_in_esp; }
