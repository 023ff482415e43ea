# truth: The left gateway sends ESP in UDP, and the SA of the right one takes plain ESP only.
# cause: D19
# phase: dataplane
# visible-from: right
# stimulus: ping
# heals-by: Both send plain ESP.
MANUAL=1 HEALED=ping4
base() { both disabled=1; WAIT=0; }
encap() { ip -n lgw xfrm state delete src $ESP_IN dst $ESP_OUT proto esp spi 0x1001; ip -n lgw xfrm state add src $ESP_IN dst $ESP_OUT proto esp spi 0x1001 reqid 1 mode tunnel replay-window 32 auth-trunc 'hmac(sha256)' 0xa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf 128 enc 'cbc(aes)' 0x0102030405060708090a0b0c0d0e0f10 "$@"; }
post() { manual_sa; encap encap espinudp 4500 4500 0.0.0.0; }
check() { t "ping fails" not ping4; t "UDP 4500 on the wire" grows cnt l_in_natt; }
fix() { encap; }
