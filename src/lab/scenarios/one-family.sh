# truth: The tunnel carries IPv4 only, and the hosts talk IPv6: it leaves the gateway in clear.
# cause: C23
# phase: 2
# visible-from: left
# stimulus: ping
# heals-by: The tunnel also carries IPv6.
base() { HL=fd00:1::10 HR=fd00:2::10; L[lts]=10.1.0.0/24,fd00:1::/64 R[rts]=10.1.0.0/24,fd00:1::/64 L[rts]=10.2.0.0/24,fd00:2::/64 R[lts]=10.2.0.0/24,fd00:2::/64; }
fault() { L[lts]=10.1.0.0/24 R[rts]=10.1.0.0/24 L[rts]=10.2.0.0/24 R[lts]=10.2.0.0/24; }
check() { wait_for 20 esp_sa; t "IPv4 passes" ping4 10.2.0.10; t "IPv6 does not" not ping4; t "IPv6 in clear" clear_leak; }
