# truth: Only the left gateway has a PFS group for ESP (IKEv2): the tunnel comes up, and every rekeying fails.
# cause: C06 C04
# phase: 2
# visible-from: left
# stimulus: none
# heals-by: Neither gateway has a PFS group for ESP.
fault() { L[esp]=aes256-sha256-modp2048 L[child_x]='rekey_time = 10s'; }
check() { wait_for 30 log lgw 'received NO_PROPOSAL_CHOSEN notify'; t "came up" log lgw 'CHILD_SA .* established'; t "rekeying is refused" log lgw 'received NO_PROPOSAL_CHOSEN notify'; }
