# truth: A router between the gateways drops ESP from left to right.
# cause: D03
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The router lets ESP pass.
post() { inet_drop 'iifname left meta l4proto esp'; }
check() { dp_down; t "ESP leaves" grows cnt l_in_esp; t "and gets lost" not grows cnt l_out_esp; }
fix() { inet_heal; }
