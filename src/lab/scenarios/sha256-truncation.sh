# truth: The left gateway (Libreswan, sha2-truncbug) cuts HMAC-SHA-256 to 96 bits, the right one to 128: both throw away what they receive.
# cause: C07 D07
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The left gateway uses 128 bits.
base() { L[stack]=libreswan; }
fault() { L[child_x]='sha2-truncbug=yes'; }
check() { wait_for 20 esp_sa; t "ESP SAs" esp_sa; t "ping fails" not ping4; t "right: integrity check fails" grows xstat rgw XfrmInStateProtoError; }
