# truth: GRE in transport mode between the gateways; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { GRE=1; both mode=transport; L[lts]='203.0.113.2/32[gre]' L[rts]='198.51.100.2/32[gre]' R[lts]='198.51.100.2/32[gre]' R[rts]='203.0.113.2/32[gre]'; }
check() { healthy_check; }
