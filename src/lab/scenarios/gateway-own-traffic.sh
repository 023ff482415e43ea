# truth: The left gateway's own traffic to the other LAN leaves with its WAN address, which no policy covers; the LAN's traffic passes.
# cause: D12
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: A route to the other LAN names the LAN address as its source.
HEALED="eval wait_for 10 esp_sa && gw lgw ping -c 2 -W 1 10.2.0.10"
base() { HL=203.0.113.2; }
pre() { echo 'charon { install_routes = no }' >$S/lgw/root/etc/strongswan.d/own.conf; }
check() { wait_for 20 esp_sa; t "the LAN passes" ping4; t "the gateway itself does not" not gw lgw ping -c 2 -W 1 10.2.0.10; }
fix() { ip -n lgw route add 10.2.0.0/24 via 203.0.113.1 src 10.1.0.1; }
