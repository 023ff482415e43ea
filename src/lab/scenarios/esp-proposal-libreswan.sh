# truth: ESP proposals differ (Libreswan on both sides): the left gateway offers AES-128, the right one wants AES-256.
# cause: C04
# phase: 2
# visible-from: left
# stimulus: none
# heals-by: Both gateways offer AES-256 for ESP.
base() { both stack=libreswan; }
fault() { L[esp]=aes128-sha256; }
check() { t "no ESP SA" not esp_sa; t "ping fails" not ping4; t "refused" log lgw 'NO_PROPOSAL_CHOSEN'; }
