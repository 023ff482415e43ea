# truth: Other addresses, names and connection names than in the other scenarios; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
# variant: other-site
check() { healthy_check; t "other names" eval 'lgw swanctl --list-conns | grep -q muc-office'; t "other nets" eval 'ip -n lgw xfrm policy | grep -q 10.88.40.0/24'; }
