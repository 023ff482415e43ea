# truth: Selectors differ (IKEv1): the left gateway wants 10.9.0.0/24 behind its peer, which has 10.2.0.0/24.
# cause: C01
# phase: 2
# visible-from: both
# stimulus: none
# heals-by: The left gateway asks for 10.2.0.0/24.
base() { both ver=1; }
fault() { L[rts]=10.9.0.0/24; }
check() { p2_down; t "refused" log lgw 'INVALID_ID_INFORMATION|INVAL_ID'; t "right: no such child" log rgw 'no matching CHILD_SA config found'; }
