# truth: The charon of the left gateway was ended by the kernel because its memory limit is too small, and systemd has given up on it.
# cause: E05 E01
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The limit goes and charon is started.
RESTART=1
fault() { WAIT=8; }
pre() { echo +memory >/sys/fs/cgroup/cgroup.subtree_control; mkdir -p $S/lgw/root/etc/systemd/system/strongswan.service.d; printf '[Service]\nMemoryMax=2M\nMemorySwapMax=0\n' >$S/lgw/root/etc/systemd/system/strongswan.service.d/limit.conf; }
check() { p1_down; t "the unit failed" not lgw systemctl -q is-active strongswan; t "the kernel says so" eval 'dmesg | grep -qE "oom-kill|Killed process .*charon|Memory cgroup out of memory"'; }
fix() { rm -r $S/lgw/root/etc/systemd/system/strongswan.service.d; lgw systemctl daemon-reload; lgw systemctl reset-failed strongswan; }
