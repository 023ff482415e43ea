# truth: The clock of the left gateway is years behind, so that the peer's certificate is not valid yet.
# cause: E03 B11
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The clock is right again.
base() { both auth=pubkey; }
fault() { CLOCK='2020-03-01 12:00'; }
check() { p1_down; t "left: not yet valid" log lgw 'not valid|certificate invalid'; t "the clock is wrong" eval '[ $(lgw date +%Y) = 2020 ]'; }
fix() { clock_right; }
