# truth: On the left gateway Libreswan does not run.
# cause: E01
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: Libreswan of the left gateway is started.
base() { both stack=libreswan; }
fault() { L[disabled]=1; }
check() { p1_down; t "unit inactive" not lgw systemctl -q is-active ipsec; }
