# truth: The kernel has no ESP module any more: esp4 is not loaded and cannot be loaded.
# cause: E07 C05
# phase: 2
# visible-from: right
# stimulus: none
# heals-by: The module can be loaded again.
RESTART=1
pre() { modprobe -r esp4 || rmmod esp4; sysctl -qw kernel.modprobe=/bin/false; }
check() { t "no ESP SA" not esp_sa; t "ping fails" not ping4; t "no module" not grep -q '^esp4 ' /proc/modules; t "right: said" log rgw 'unable to install .*IPsec SA|Protocol not supported'; }
fix() { sysctl -qw kernel.modprobe=/sbin/modprobe; modprobe esp4; }
