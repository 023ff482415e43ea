# truth: On the left gateway the inbound and forward policies of the tunnel are gone; the SA still decrypts.
# cause: D11
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: Both gateways install their policies anew.
RESTART=1
post() { local d; for d in in fwd; do ip -n lgw xfrm policy delete src 10.2.0.0/24 dst 10.1.0.0/24 dir $d; done; ip -n lgw xfrm policy add src 0.0.0.0/0 dst 10.1.0.0/24 dir fwd priority 4000000 tmpl src 192.0.2.99 dst 203.0.113.2 proto esp reqid 77 mode tunnel; }
check() { t "ESP SAs" esp_sa; t "ping fails" not ping4; t "SA in counts" grows sa_pkts lgw $ESP_IN; t "refused by policy" eval 'grows xstat lgw XfrmInTmplMismatch || grows xstat lgw XfrmInNoPols'; }
fix() { ip -n lgw xfrm policy delete src 0.0.0.0/0 dst 10.1.0.0/24 dir fwd; }
