# truth: The right gateway insists on an IKE_SA without a child, which the left one does not make.
# cause: B19
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Neither insists on anything.
fault() { R[ike_x]='childless = force' L[ike_x]='childless = never'; }
check() { p1_down; t "said" eval 'log lgw "childless|INVALID_SYNTAX|NO_PROPOSAL|retransmit" || log rgw "childless"'; }
