# truth: On the right gateway Libreswan does not run.
# cause: A05 E01
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: Libreswan of the right gateway is started.
base() { both stack=libreswan; }
fault() { R[disabled]=1; }
check() { p1_down; t "unit inactive" not rgw systemctl -q is-active ipsec; t "IKE reaches the right gateway" seen l_out_ike; t "no answer" not seen r_in_ike; }
