# truth: Selectors differ (Libreswan on both sides): the left gateway wants 10.9.0.0/24 behind its peer, which has 10.2.0.0/24.
# cause: C01
# phase: 2
# visible-from: left
# stimulus: none
# heals-by: The left gateway asks for 10.2.0.0/24, the net that the right one has.
base() { both stack=libreswan; }
fault() { L[rts]=10.9.0.0/24; }
check() { t "no ESP SA" not esp_sa; t "ping fails" not ping4; t "refused" log lgw "TS_UNACCEPTABLE"; }
