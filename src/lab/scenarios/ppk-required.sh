# truth: The left gateway insists on a post-quantum pre-shared key, the right one has none.
# cause: B18
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The left gateway asks for no post-quantum key.
fault() { L[ike_x]="ppk_id = ppk@example.org
        ppk_required = yes"; }
check() { p1_down; t "log says so" eval 'log lgw "PPK" || log rgw "PPK"'; }
