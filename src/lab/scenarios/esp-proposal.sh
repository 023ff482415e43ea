# truth: ESP proposals differ: the left gateway offers AES-GCM-128, the right one wants AES-256 with SHA-256.
# cause: C04
# phase: 2
# visible-from: left
# stimulus: none
# heals-by: Both gateways offer the same ESP proposal, AES-CBC-256 with SHA-256.
fault() { L[esp]=aes128gcm16; }
check() { p2_down; t "refused" log lgw 'received NO_PROPOSAL_CHOSEN'; t "IKE was established" log lgw 'IKE_SA site-to-site.* established'; }
