# truth: The file /etc/hosts of the left gateway gives the peer's name an address that it no longer has.
# cause: A10 A09
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: /etc/hosts has the new address.
RESTART=1
base() { L[remote]=gw.right.example; }
pre() { echo '198.51.100.77 gw.right.example' >>$S/lgw/root/etc/hosts; }
check() { p1_down; t "IKE goes to the old address" log lgw 'sending packet: from .* to 198.51.100.77'; t "the right gateway hears nothing" not log rgw 'received packet'; }
fix() { sed -i 's/198.51.100.77/198.51.100.2/' $S/lgw/root/etc/hosts; }
