# truth: The left gateway has another SPI than the one its peer sends to.
# cause: D06 C18
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: Both gateways make their SAs anew.
RESTART=1
post() { other_spi lgw; }
check() { t "ping fails" not ping4; t "unknown SPI" grows xstat lgw XfrmInNoStates; t "ESP arrives" grows cnt r_out_esp; }
