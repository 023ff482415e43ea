# truth: The right gateway narrows the selectors: only the upper half of its LAN is in the tunnel, and the host that is asked for is in the lower.
# cause: C02
# phase: 2
# visible-from: left
# stimulus: ping
# heals-by: The right gateway has its whole LAN in the tunnel.
fault() { R[lts]=10.2.0.128/25; }
check() { wait_for 20 ike_sa; t "IKE SA" ike_sa; t "ESP SAs" esp_sa; t "ping fails" not ping4; t "half of the LAN" eval 'ip -n lgw xfrm policy | grep -q "dst 10.2.0.128/25"'; }
