# truth: The IKE proposal of the left gateway names an algorithm that its daemon does not know.
# cause: B04
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The left gateway's proposal names known algorithms.
fault() { L[ike]=aes256-sha257-modp2048; WAIT=8; }
check() { p1_down; t "not loaded" eval '[ -z "$(lgw swanctl --list-conns 2>/dev/null)" ]'; t "said in the journal" eval 'lgw journalctl --no-pager | grep -qE "loading connection .* failed|invalid (value|proposal)"'; }
