# truth: A router between the gateways drops ESP from right to left.
# cause: D03
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The router lets ESP pass.
post() { inet_drop 'iifname right meta l4proto esp'; }
check() { dp_down; t "answers leave" grows cnt r_in_esp; t "and get lost" not grows cnt r_out_esp; }
fix() { inet_heal; }
