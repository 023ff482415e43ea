# truth: A box on the way from left to right changes bytes inside the encrypted IKE messages on UDP 4500.
# cause: B22
# phase: 1
# visible-from: right
# stimulus: none
# heals-by: The box leaves the messages alone.
pre() { inet nft add rule inet fw forward iifname left udp dport 4500 @th,512,32 set 0xdeadbeef counter; }
check() { p1_down; t "IKE_SA_INIT is answered" log lgw 'parsed IKE_SA_INIT response'; t "right: integrity" log rgw 'integrity check failed|payload integrity failed|could not decrypt'; }
fix() { inet_heal; }
