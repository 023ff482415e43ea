# truth: The left gateway is behind NAT, ESP goes in UDP 4500; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { NAT=1 WAN=natt; }
check() { healthy_check; }
