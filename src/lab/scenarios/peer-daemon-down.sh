# truth: On the right gateway no IKE daemon runs.
# cause: A05 E01
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The IKE daemon of the right gateway is started.
fault() { R[disabled]=1; }
check() { p1_down; t "unit inactive" not rgw systemctl -q is-active strongswan; t "IKE reaches the right gateway" seen l_out_ike; t "no answer" not seen r_in_ike; }
