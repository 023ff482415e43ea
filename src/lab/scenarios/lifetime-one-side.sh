# truth: Manually keyed SAs: only the right gateway gives what it receives a lifetime, and it has run out; the left one still sends with it.
# cause: C11 D06
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: Both gateways have the same SAs again.
MANUAL=1 HEALED=ping4
base() { both disabled=1; WAIT=0; }
post() {
    manual_sa
    ip -n rgw xfrm state delete src $ESP_IN dst $ESP_OUT proto esp spi 0x1001
    ip -n rgw xfrm state add src $ESP_IN dst $ESP_OUT proto esp spi 0x1001 reqid 1 mode tunnel replay-window 32 \
        auth-trunc 'hmac(sha256)' $MANUAL_AUTH 128 enc 'cbc(aes)' $MANUAL_ENC limit time-soft 3 limit time-hard 6
    ping4; wait_for 15 not eval 'ip -n rgw xfrm state | grep -q 0x00001001'
}
check() { t "ping fails" not ping4; t "left still has it" eval 'ip -n lgw xfrm state | grep -q 0x00001001'; t "right no longer" not eval 'ip -n rgw xfrm state | grep -q 0x00001001'; t "right: unknown SPI" grows xstat rgw XfrmInNoStates; }
fix() { manual_sa; }
