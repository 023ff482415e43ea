# truth: IKE_AUTH with certificates is bigger than the MTU, IKE fragmentation is off, and IP fragments are dropped on the way.
# cause: A07
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The router lets IP fragments pass.
base() { both auth=pubkey ike_x='fragmentation = no'; L[cert]=left-big R[cert]=right-big; }
pre() { inet_drop 'iifname left ip frag-off & 0x1fff != 0' pre; }
check() { p1_down; t "IKE_SA_INIT is answered" log lgw 'parsed IKE_SA_INIT response'; t "fragments are dropped" eval '[ $(inet nft list chain inet fw pre | sed -n "s/.*packets \([0-9]*\).*/\1/p") -gt 0 ]'; }
fix() { inet_heal; }
