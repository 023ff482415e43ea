# truth: The charon of the left gateway hangs (stopped): the kernel asks it for an SA and gets none.
# cause: C14 E01
# phase: 2
# visible-from: left
# stimulus: ping
# heals-by: charon goes on.
base() { L[start]=trap; WAIT=2; }
post() { lgw pkill -STOP -x charon-systemd; sleep 0.5; ping4; true; }
check() { t "no ESP SA" not esp_sa; t "ping fails" not ping4; t "the unit is active" lgw systemctl -q is-active strongswan; t "charon is stopped" eval 'lgw ps -o stat= -C charon-systemd | grep -q T'; t "the kernel waits" eval 'ip -n lgw xfrm state | grep -q "spi 0x00000000"'; }
fix() { lgw pkill -CONT -x charon-systemd; sleep 1; }
