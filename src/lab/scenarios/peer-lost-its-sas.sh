# truth: The right gateway has lost its SAs, the left one still uses them.
# cause: C18 D06 D16
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: Both gateways make their SAs anew.
RESTART=1
base() { both dpd=300s; }
post() { ip -n rgw xfrm state deleteall; }
check() { t "ESP SAs on the left" esp_sa; t "ping fails" not ping4; t "right: unknown SPI" grows xstat rgw XfrmInNoStates; }
