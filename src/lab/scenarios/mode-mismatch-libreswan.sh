# truth: Libreswan on the left wants transport mode, the right gateway has tunnel mode.
# cause: C08
# phase: 2
# visible-from: left
# stimulus: none
# heals-by: Both gateways want tunnel mode.
base() { L[stack]=libreswan; R[start]=none; }
fault() { L[mode]=transport L[lts]=203.0.113.2/32 L[rts]=198.51.100.2/32 R[lts]=dynamic R[rts]=dynamic; }
check() { t "no ESP SA" not esp_sa; t "said" log lgw '[Tt]ransport|USE_TRANS|mode'; }
