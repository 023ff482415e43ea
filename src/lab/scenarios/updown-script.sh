# truth: The script that opens the firewall for the tunnel on the left gateway has a wrong name: FORWARD stays closed.
# cause: C24 D08
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The script has its right name.
base() { L[child_x]='updown = /usr/lib/ipsec/_updown iptables'; }
fault() { L[child_x]='updown = /usr/lib/ipsec/_updwon iptables'; }
pre() { ipt lgw -P FORWARD DROP; }
check() { dp_down; t "the script is not found" log lgw 'updown: .*not found'; t "nothing on the WAN" not grows cnt l_in_esp; }
