# truth: A watchdog on the left gateway starts the connection again and again without looking, and no setting removes the old ones: tunnels pile up.
# cause: C09
# phase: 2
# visible-from: left
# stimulus: none
# heals-by: The watchdog goes, and one tunnel is kept per peer.
RESTART=1 HEALED='eval ping_all && [ "$(ip -n lgw xfrm state | grep -c "^src")" -le 4 ]'
base() { both ike_x='unique = never'; }
pre() { echo 'charon { reuse_ikesa = no }' >$S/lgw/root/etc/strongswan.d/watchdog.conf; }
post() { local i; wait_for 10 esp_sa; for i in {1..8}; do lgw swanctl --initiate --child net-net --timeout 10; sleep 0.5; done >/dev/null; }
check() { t "traffic passes" ping_all; t "many IKE SAs" eval '[ $(lgw swanctl --list-sas | grep -c ESTABLISHED) -ge 8 ]'; t "many ESP SAs" eval '[ $(ip -n lgw xfrm state | grep -c "^src") -ge 16 ]'; }
fix() { rm -f $S/lgw/root/etc/strongswan.d/watchdog.conf; }
