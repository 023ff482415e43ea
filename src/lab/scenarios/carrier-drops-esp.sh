# truth: The carrier lets only TCP, UDP and ICMP pass, and ESP in neither direction; neither gateway forces UDP encapsulation.
# cause: A16 D03
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: Both gateways force UDP encapsulation.
base() { both ike_x='encap = yes'; WAN=natt; }
fault() { both ike_x=; }
pre() { inet_drop 'meta l4proto esp'; }
check() { dp_down; t "ESP leaves the left gateway" grows cnt l_in_esp; t "and gets lost" not seen l_out_esp; t "no ESP of the right one gets here" not seen r_out_esp; }
