# truth: Selectors differ: the left gateway wants 10.9.0.0/24 behind its peer, which has 10.2.0.0/24.
# cause: C01
# phase: 2
# visible-from: left
# stimulus: none
# heals-by: The left gateway asks for 10.2.0.0/24, the net that the right one has.
fault() { L[rts]=10.9.0.0/24; }
check() { p2_down; t "refused" log lgw 'received TS_UNACCEPTABLE'; }
