# truth: On the left gateway charon runs without the plugin that speaks with the kernel: it was left out in its configuration.
# cause: E04
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The plugin is loaded.
RESTART=1
fault() { WAIT=8; }
pre() { sed -i 's/load *= *yes/load = no/' $S/lgw/root/etc/strongswan.d/charon/kernel-netlink.conf; }
check() { p1_down; t "said" eval 'lgw journalctl --no-pager | grep -iE "kernel.*(interface|ipsec)|plugin"'; }
fix() { sed -i 's/load *= *no/load = yes/' $S/lgw/root/etc/strongswan.d/charon/kernel-netlink.conf; }
